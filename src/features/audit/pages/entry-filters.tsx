import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Select } from "../../../ui/choice/choice.tsx";
import { Filters } from "../../../ui/table/filters.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { addressOf, type Asked } from "./address.ts";

export type FilterChoices = {
  acts: { act: string; what: () => string }[];
  hubs: { slug: string; name: string; lang?: string }[];
};

/** Ways to narrow the entries; every one is part of the address. */
export const EntryFilters = ({ asked, acts, hubs }: FilterChoices & { asked: Asked }) => (
  <Filters
    action={href("/audit")}
    clearHref={
      [asked.act, asked.hub, asked.from, asked.until].some(Boolean)
        ? addressOf({ person: asked.person })
        : undefined
    }
  >
    <Select
      name="act"
      label={m["audit.column.what"]()}
      value={asked.act ?? ""}
      options={[
        { value: "", text: m["audit.filter.any"]() },
        ...acts.map(({ act, what }) => ({ value: act, text: what() })),
      ]}
    />
    {hubs.length > 1 && (
      <Select
        name="hub"
        label={m["audit.column.hub"]()}
        value={asked.hub ?? ""}
        options={[
          { value: "", text: m["audit.filter.any"]() },
          ...hubs.map(({ slug, name, lang }) => ({ value: slug, text: name, lang })),
        ]}
      />
    )}
    <TextField name="from" type="date" label={m["audit.filter.from"]()} value={asked.from} />
    <TextField name="until" type="date" label={m["audit.filter.until"]()} value={asked.until} />
    {asked.person && <input type="hidden" name="person" value={asked.person} />}
  </Filters>
);

type PersonProps = { asked: Asked; problem: { contact: string; reason: "missing" | "unknown" } | undefined };

/** Finds one person's entries by a contact the administrator was told; it is posted, so that it stands in no address. */
export const PersonFilter = ({ asked, problem }: PersonProps) => (
  <form class="filters no-print" method="post" action={href("/audit/person")}>
    <TextField
      name="contact"
      label={m["audit.person.label"]()}
      hint={m["audit.person.hint"]()}
      value={problem?.contact}
      error={problem && m[`audit.person.refused.${problem.reason}`]()}
      autoComplete="off"
      spellcheck={false}
      required
    />
    {(["act", "hub", "from", "until"] as const).map(
      (name) => asked[name] && <input type="hidden" name={name} value={asked[name]} />,
    )}
    <div class="filters-end">
      <Button kind="plain" icon="search">
        {m["audit.person.find"]()}
      </Button>
    </div>
  </form>
);
