import { formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Select } from "../../../ui/choice/choice.tsx";
import { FilterLinks, Filters } from "../../../ui/table/filters.tsx";
import { type BoardList, boardLists, countedTo } from "../rules/board.ts";
import { purposes } from "../rules/standing.ts";
import { type BoardAsked, boardAt } from "./board-address.ts";

type Choice = { code: string; name: string; lang?: string | undefined };
export type BoardPlaces = { districts: Choice[]; settlements: Choice[] };

type TabsProps = { slug: string; asked: BoardAsked; lists: Record<BoardList, number> };

/** The three lists, each with how many stand in it. */
export const BoardTabs = ({ slug, asked, lists }: TabsProps) => (
  <FilterLinks
    label={m["consents.board.lists"]()}
    links={boardLists.map((list) => ({
      href: boardAt(slug, { list }),
      text: m[`consents.board.list.${list}`](),
      count: lists[list] > countedTo ? `${formatNumber(countedTo)}+` : formatNumber(lists[list]),
      current: asked.list === list,
    }))}
  />
);

type FilterProps = { slug: string; asked: BoardAsked } & BoardPlaces;

/** Ways to narrow a list: by where people live, and by what they were asked and said. */
export const BoardFilters = ({ slug, asked, districts, settlements }: FilterProps) => (
  <Filters
    action={href(`/hubs/${slug}/consents`)}
    clearHref={isNarrowed(asked) ? boardAt(slug, { list: asked.list }) : undefined}
  >
    <input type="hidden" name="list" value={asked.list} />
    <Choose
      name="district"
      label={m["members.column.district"]()}
      value={asked.district}
      choices={districts}
    />
    <Choose
      name="settlement"
      label={m["members.filter.settlement"]()}
      value={asked.settlement}
      choices={settlements}
    />
    {asked.list !== "waiting" && (
      <Choose
        name="purpose"
        label={m["consents.board.purpose"]()}
        value={asked.purpose}
        choices={purposes.map((code) => ({ code, name: m[`consents.purpose_name.${code}`]() }))}
      />
    )}
    <Choose
      name="state"
      label={m["consents.board.state"]()}
      value={asked.state}
      choices={states[asked.list].map((code) => ({ code, name: m[`consents.board.state.${code}`]() }))}
    />
  </Filters>
);

const states = {
  waiting: ["named", "unnamed"],
  no: ["refused", "withdrawn"],
  soon: [],
} as const;

type ChooseProps = { name: string; label: string; value: string | undefined; choices: Choice[] };

/** One of these or any; where there is nothing to choose from, nothing is asked. */
const Choose = ({ name, label, value = "", choices }: ChooseProps) =>
  choices.length > 0 ? (
    <Select
      name={name}
      label={label}
      value={value}
      options={[
        { value: "", text: m["members.filter.any"]() },
        ...choices.map(({ code, name, lang }) => ({ value: code, text: name, lang })),
      ]}
    />
  ) : null;

const isNarrowed = ({ district, settlement, purpose, state }: BoardAsked): boolean =>
  [district, settlement, purpose, state].some(Boolean);
