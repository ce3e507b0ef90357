import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { Purpose, Standing } from "../rules/standing.ts";
import type { AskedText } from "./asked.tsx";

type Line = {
  purpose: Purpose;
  words: AskedText["words"];
  word: Standing;
  at: Date | undefined;
  /** The last day. */
  until: string;
};
type Child = { id: string; given_name: string; zone: string; lines: Line[] };
type Props = { contact: string; children: Child[]; withdrawn: boolean };

/** What a guardian has agreed to and refused, child by child; each agreement can be taken back with one press. */
export const GivenPage = ({ contact, children, withdrawn }: Props) => (
  <Page title={m["consents.given.title"]()} lead={m["consents.given.lead"]({ contact })} robots="noindex">
    {withdrawn && <Notice kind="good">{m["consents.given.withdrawn"]()}</Notice>}
    {children.length === 0 && (
      <Empty title={m["consents.given.nobody"]()}>{m["consents.given.nobody_text"]()}</Empty>
    )}
    {children.map((child) => (
      <section aria-labelledby={`child-${child.id}`} class="grid gap-3">
        <h2 id={`child-${child.id}`}>{child.given_name}</h2>
        {child.lines.map((line) => (
          <GivenCard child={child} line={line} />
        ))}
      </section>
    ))}
    <form method="post" action={href("/consent/leaving")}>
      <Button kind="plain" icon="exit">
        {m["consents.given.leave"]()}
      </Button>
    </form>
  </Page>
);

const GivenCard = ({ child, line: { purpose, words, word, at, until } }: { child: Child; line: Line }) => (
  <Card title={words.title} level={3}>
    <p class="mt-2">
      <strong>{m[`consents.word.${word}`]()}</strong>
      {at && <span class="text-soft"> · {formatDate(at, { zone: child.zone })}</span>}
    </p>
    {word === "agreed" && <p>{m["consents.given.until"]({ date: formatDate(until) })}</p>}
    {word === "agreed" && (
      <form method="post" action={href("/consent/given/withdrawal")} class="mt-3 grid gap-2">
        <input type="hidden" name="person" value={child.id} />
        <input type="hidden" name="purpose" value={purpose} />
        {purpose === "data" && <p>{m["consents.given.data_means"]({ child: child.given_name })}</p>}
        <div>
          <Button kind="danger">{m["consents.given.withdraw"]({ title: words.title })}</Button>
        </div>
      </form>
    )}
  </Card>
);
