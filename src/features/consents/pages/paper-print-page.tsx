import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Checkboxes, Radios } from "../../../ui/choice/choice.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { mostPapers } from "../rules/papers.ts";
import { ownNames } from "./naming-page.tsx";
import type { NamedHub } from "./paper-props.ts";

type Props = {
  hub: NamedHub;
  people: { id: string; given_name: string; age: number; district: string | undefined }[];
  purposes: { value: string; text: string }[];
  chosen: { person: string[]; purpose: string[]; language?: string | undefined };
  problems: { person?: "missing" | "too_many" | "unasked"; purpose?: "missing"; language?: "missing" };
};

/** Whom papers are printed for, about what and in which language; the answer is a PDF. */
export const PaperPrintPage = ({ hub, people, purposes, chosen, problems }: Props) => {
  const errors = errorsOf(problems);
  return (
    <Page
      title={m["consents.print.title"]()}
      lead={m["consents.print.lead"]()}
      back={{ href: href(`/hubs/${hub.slug}/papers`), text: m["consents.papers.title"]() }}
      errors={Object.entries(errors).map(([field, text]) => ({ href: `#${field}`, text }))}
      robots="noindex"
    >
      {people.length === 0 ? (
        <Empty title={m["consents.print.nobody"]()}>{m["consents.print.nobody_text"]()}</Empty>
      ) : (
        <form method="post" action={href(`/hubs/${hub.slug}/papers/print`)} class="form" noValidate>
          <Checkboxes
            name="person"
            label={m["consents.print.people"]()}
            hint={m["consents.print.people_hint"]({ most: mostPapers })}
            error={errors.person}
            required
            values={chosen.person}
            options={people.map(({ id, given_name, age, district }) => ({
              value: id,
              text: m["consents.print.person"]({ given_name, age }),
              hint: district,
            }))}
          />
          <Checkboxes
            name="purpose"
            label={m["consents.print.purposes"]()}
            hint={m["consents.print.purposes_hint"]()}
            error={errors.purpose}
            required
            values={chosen.purpose}
            options={purposes}
          />
          <Radios
            name="language"
            label={m["consents.print.language"]()}
            error={errors.language}
            required
            value={chosen.language}
            options={ownNames}
          />
          <Button icon="file">{m["consents.print.send"]()}</Button>
        </form>
      )}
    </Page>
  );
};

type Errors = { person?: string; purpose?: string; language?: string };

const errorsOf = ({ person, purpose, language }: Props["problems"]): Errors => ({
  ...(person ? { person: m[`consents.print.refused.${person}`]({ most: mostPapers }) } : {}),
  ...(purpose ? { purpose: m["consents.print.refused.no_purpose"]() } : {}),
  ...(language ? { language: m["consents.language.refused.missing"]() } : {}),
});
