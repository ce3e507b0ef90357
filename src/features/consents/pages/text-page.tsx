import { formatDate } from "../../../platform/i18n/format.ts";
import { href, language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { Purpose } from "../rules/standing.ts";
import { type AllWords, type TextField, type TextProblems, textLanguages } from "../rules/texts.ts";
import { AskedWords, Asker, type OperatorLine } from "./asked.tsx";
import { DraftForm, type DraftShown, labelOf, Publication } from "./draft-form.tsx";
import { type Clash, TwoDrafts } from "./two-drafts.tsx";

type Version = {
  id: string;
  version: number;
  words: AllWords;
  term_months: number;
  lawyer: string;
  lawyer_checked: boolean;
  published_at: Date;
  by: string | null;
  hash: string;
};

type Props = {
  purpose: Purpose;
  operator: OperatorLine;
  /** Newest first. */
  versions: Version[];
  draft: DraftShown | null;
  problems: TextProblems;
  done?: "kept" | "discarded" | "published" | undefined;
  clash?: Clash;
  refused?: "unconfirmed" | "unchanged" | "changed";
};

/** The words for one purpose: those in force, those being written, and all that were ever published. */
export const TextPage = (props: Props) => {
  const { purpose, operator, versions, draft, problems, done, clash, refused } = props;
  const [current, ...earlier] = versions;
  return (
    <Page
      title={m[`consents.purpose_name.${purpose}`]()}
      width="wide"
      back={{ href: href("/consent-texts"), text: m["consents.texts.title"]() }}
      errors={errorsOf(problems, refused)}
      robots="noindex"
    >
      {done && <Notice kind="good">{m[`consents.texts.done.${done}`]()}</Notice>}
      {clash && <TwoDrafts clash={clash} />}
      {current && <InForce text={current} operator={operator} purpose={purpose} />}
      {draft && (
        <section aria-labelledby="draft" class="grid gap-4">
          <h2 id="draft">{m["consents.texts.next"]()}</h2>
          <p>{m["consents.texts.next_about"]()}</p>
          <DraftForm purpose={purpose} draft={draft} problems={problems} />
          {draft.begun && <Publication purpose={purpose} draft={draft} refused={refused} />}
        </section>
      )}
      <History versions={earlier} />
    </Page>
  );
};

function errorsOf(problems: TextProblems, refused: Props["refused"]) {
  const fields = Object.entries(problems) as [TextField, NonNullable<TextProblems[TextField]>][];
  return [
    ...fields.map(([field, problem]) => ({
      href: `#${field}`,
      text: m[`consents.texts.refused.${problem}`]({ field: labelOf(field) }),
    })),
    ...(refused ? [{ href: "#confirmed", text: m[`consents.texts.refused.${refused}`]() }] : []),
  ];
}

type InForceProps = { text: Version; operator: OperatorLine; purpose: Purpose };

const InForce = ({ text, operator, purpose }: InForceProps) => (
  <section aria-labelledby="force" class="grid gap-4">
    <h2 id="force">{m["consents.texts.in_force"]()}</h2>
    <Card title={text.words[language()].title} level={3}>
      <div class="mt-2">
        <AskedWords words={text.words[language()]} term_months={text.term_months} />
      </div>
      <Proof text={text} />
    </Card>
    <Asker operator={operator} texts={[{ ...text, purpose, words: text.words[language()] }]} />
    <p class="text-soft">{m["consents.texts.earlier_stand"]()}</p>
  </section>
);

/** Which version, by whom and when, who checked it, and the hash that stands with every answer given to it. */
const Proof = ({ text: { version, published_at, by, lawyer, hash } }: { text: Version }) => (
  <div class="mt-3 text-soft">
    <p>
      {m["consents.texts.version"]({ version, date: formatDate(published_at, { zone: "Asia/Almaty" }) })}
      {by && ` · ${m["consents.texts.by"]({ name: by })}`}
      {" · "}
      {lawyer ? m["consents.texts.checked_by"]({ lawyer }) : m["consents.texts.no_lawyer"]()}
    </p>
    <p>
      {m["consents.texts.hash"]()} <code class="break-all text-sm">{hash}</code>
    </p>
  </div>
);

const History = ({ versions }: { versions: Version[] }) => (
  <section aria-labelledby="history" class="grid gap-3">
    <h2 id="history">{m["consents.texts.history"]()}</h2>
    {versions.length === 0 && <p>{m["consents.texts.no_history"]()}</p>}
    {versions.map((text) => (
      <details class="card">
        <summary>
          {m["consents.texts.version"]({
            version: text.version,
            date: formatDate(text.published_at, { zone: "Asia/Almaty" }),
          })}
        </summary>
        <Proof text={text} />
        {textLanguages.map((each) => (
          <div lang={each} class="mt-4">
            <p class="font-semibold">{text.words[each].title}</p>
            <AskedWords words={text.words[each]} />
          </div>
        ))}
      </details>
    ))}
  </section>
);
