import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { Standing } from "../rules/standing.ts";
import { AskedWords, Asker, type AskedText, type OperatorLine } from "./asked.tsx";

type Line = {
  text: AskedText;
  standing: Standing;
  own: Standing | null;
  guardian: Standing | null;
  until: string | null;
  again: boolean;
};

type Props = {
  lines: Line[];
  operator: OperatorLine;
  zone: string;
  needs_guardian: boolean;
  /** Whether they belong to a hub, which they would leave without agreeing. */
  belongs: boolean;
  guardian: {
    state: "open" | "answered" | "ended" | "expired";
    asked_at: Date;
    name: string;
    contact: string;
  } | null;
  /** The 18th birthday: near, or behind with answers still missing. */
  turning: { when: "before" | "since"; on: string } | null;
  done: "asked" | "saved" | "withdrawn" | undefined;
};

/** One's own page about consent: what stands, what a guardian answers, and what one answers oneself. */
export const OwnPage = ({
  lines,
  operator,
  zone,
  needs_guardian,
  belongs,
  guardian,
  turning,
  done,
}: Props) => (
  <Page
    title={m["consents.own.title"]()}
    lead={m["consents.own.lead"]()}
    back={{ href: href("/me"), text: m["people.edit.me"]() }}
    robots="noindex"
  >
    {done && <Notice kind="good">{m[`consents.own.done.${done}`]()}</Notice>}
    {turning && (
      <Notice kind="care">
        {m[`consents.own.turning.${turning.when}`]({ date: formatDate(turning.on) })}
      </Notice>
    )}
    {needs_guardian && <GuardianCard guardian={guardian} zone={zone} />}
    {lines.map((line) => (
      <LineCard {...line} belongs={belongs} />
    ))}
    <Asker operator={operator} texts={lines.map(({ text }) => text)} />
  </Page>
);

const GuardianCard = ({ guardian, zone }: Pick<Props, "guardian" | "zone">) => (
  <Card title={m["consents.own.guardian"]()}>
    <p class="mt-2">
      {guardian
        ? m[`consents.own.guardian.${guardian.state}`]({
            name: guardian.name,
            contact: guardian.contact,
            date: formatDate(guardian.asked_at, { zone }),
          })
        : m["consents.own.guardian.none"]()}
    </p>
    <div class="mt-3">
      <Buttons>
        <ButtonLink kind={guardian ? "plain" : "primary"} href={href("/me/guardian")}>
          {guardian ? m["consents.own.guardian.again"]() : m["consents.own.guardian.name"]()}
        </ButtonLink>
      </Buttons>
    </div>
  </Card>
);

const LineCard = ({ text, standing, own, guardian, until, again, belongs }: Line & { belongs: boolean }) => (
  <Card title={text.words.title}>
    <p class="mt-2">
      <strong>{m[`consents.standing.${standing}`]()}</strong>
      {until && <span class="text-soft"> · {m["consents.given.until"]({ date: formatDate(until) })}</span>}
    </p>
    {guardian && <p>{m["consents.own.guardian_word"]({ word: m[`consents.word.${guardian}`]() })}</p>}
    {own && <OwnWord text={text} own={own} again={again} belongs={belongs} />}
  </Card>
);

type OwnWordProps = { text: AskedText; own: Standing; again: boolean; belongs: boolean };

const OwnWord = ({ text, own, again, belongs }: OwnWordProps) => (
  <>
    <p>{m["consents.own.own_word"]({ word: m[`consents.word.${own}`]() })}</p>
    <details class="mt-2">
      <summary>{m["consents.own.read"]()}</summary>
      <AskedWords words={text.words} term_months={text.term_months} />
    </details>
    <div class="mt-3 flex flex-wrap gap-3">
      {again && <AnswerButton text={text} answer="agreed" label="again" />}
      {own === "agreed" ? (
        <form method="post" action={href("/me/consents/withdrawal")}>
          <input type="hidden" name="purpose" value={text.purpose} />
          <Button kind="danger">{m["consents.given.withdraw"]({ title: text.words.title })}</Button>
        </form>
      ) : (
        <>
          <AnswerButton text={text} answer="agreed" label="agree" />
          {own !== "refused" && <AnswerButton text={text} answer="refused" label="refuse" />}
        </>
      )}
    </div>
    {belongs && text.purpose === "data" && <p class="mt-2 text-soft">{m["consents.own.data_means"]()}</p>}
  </>
);

type AnswerProps = { text: AskedText; answer: "agreed" | "refused"; label: "agree" | "again" | "refuse" };

const AnswerButton = ({ text, answer, label }: AnswerProps) => (
  <form method="post" action={href("/me/consents")}>
    <input type="hidden" name="purpose" value={text.purpose} />
    <input type="hidden" name="text" value={text.id} />
    <input type="hidden" name="answer" value={answer} />
    <Button kind={answer === "agreed" ? "plain" : "text"}>
      {m[`consents.own.${label}`]({ title: text.words.title })}
    </Button>
  </form>
);
