import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Select } from "../../../ui/choice/choice.tsx";
import { Filters } from "../../../ui/table/filters.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import type { HubLine } from "../present.ts";
import { bandsFor, listedStatuses } from "../rules.ts";
import { addressOf, type Asked } from "./people-address.ts";

type Choice = { code: string; name: string; lang?: string | undefined };

export type FilterChoices = {
  /** The hubs there are to choose from; one hub needs no choice. */
  hubs: HubLine[];
  /** Whether people of every hub can be seen at once. */
  everyHub: boolean;
  districts: Choice[];
  /** Settlements of the chosen district. */
  settlements: Choice[];
};

const tongues = ["kk", "ru", "en", "de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"] as const;

/** Ways to narrow the list; every one is part of its address. */
export const PeopleFilters = ({ asked, hubs, everyHub, ...places }: FilterChoices & { asked: Asked }) => (
  <Filters
    action={href("/people")}
    clearHref={isNarrowed(asked) ? addressOf({ hub: asked.hub, order: asked.order }) : undefined}
  >
    <TextField
      name="q"
      label={m["members.filter.q"]()}
      hint={m["members.filter.q_hint"]()}
      type="search"
      value={asked.q}
      autoComplete="off"
      spellcheck={false}
    />
    {hubs.length > 1 && <ChooseHub hubs={hubs} everyHub={everyHub} chosen={asked.hub} />}
    <Choose
      name="district"
      label={m["members.column.district"]()}
      value={asked.district}
      choices={places.districts}
    />
    <Choose
      name="settlement"
      label={m["members.filter.settlement"]()}
      value={asked.settlement}
      choices={places.settlements}
    />
    <ChooseKind asked={asked} hubs={hubs} />
    {asked.order !== "name" && <input type="hidden" name="sort" value={asked.order} />}
  </Filters>
);

/** Who they are rather than where they live: age, status, languages. */
const ChooseKind = ({ asked, hubs }: Pick<FilterChoices, "hubs"> & { asked: Asked }) => (
  <>
    <Choose
      name="age"
      label={m["members.column.age"]()}
      value={asked.age}
      choices={bandsFor(chosenOf(hubs, asked), asked.age).map(({ name }) => ({
        code: name,
        name: m[`members.band.${name}`](),
      }))}
    />
    <Choose
      name="status"
      label={m["members.column.status"]()}
      value={asked.status}
      choices={listedStatuses.map((status) => ({ code: status, name: m[`members.status.${status}`]() }))}
    />
    <Choose
      name="speaks"
      label={m["members.filter.speaks"]()}
      value={asked.speaks}
      choices={tongues.map((code) => ({ code, name: m[`people.speaks.${code}`]() }))}
    />
  </>
);

/** The hub that was chosen, or all there are to choose from. */
const chosenOf = (hubs: HubLine[], { hub }: Asked): HubLine[] => {
  const chosen = hubs.filter((each) => each.slug === hub);
  return chosen.length > 0 ? chosen : hubs;
};

type HubProps = Pick<FilterChoices, "hubs" | "everyHub"> & { chosen: string | undefined };

const ChooseHub = ({ hubs, everyHub, chosen = "" }: HubProps) => (
  <Select
    name="hub"
    label={m["members.step.hub"]()}
    value={chosen}
    options={[
      ...(everyHub ? [{ value: "", text: m["members.filter.every_hub"]() }] : []),
      ...hubs.map((hub) => ({ value: hub.slug, text: hub.name, lang: hub.lang })),
    ]}
  />
);

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

const isNarrowed = ({ q, district, settlement, age, status, speaks }: Asked): boolean =>
  [q, district, settlement, age, status, speaks].some(Boolean);
