import { Card } from "../../ui/card/card.tsx";
import { Notice } from "../../ui/notice/notice.tsx";
import { Page } from "../../ui/layout/page.tsx";
import { ExportForm } from "../../ui/table/export-form.tsx";
import { type Column, Table } from "../../ui/table/table.tsx";
import { formatMoment } from "../i18n/format.ts";
import { href } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import { type Line, stateInWords } from "./lines.ts";

export type Letterbox = Line & { language: string; text: string | null };

const moment = (at: Date) => formatMoment(at, { zone: "Asia/Almaty" });

const columns: (() => Column<Line>)[] = [
  () => ({
    key: "kind",
    title: m["notices.outbox.kind"](),
    draw: (line) => m[`notices.kind.${line.kind}`](),
  }),
  () => ({ key: "to", title: m["notices.outbox.to"](), draw: (line) => line.recipient }),
  () => ({ key: "at", title: m["notices.outbox.at"](), draw: (line) => moment(line.created_at) }),
  () => ({ key: "state", title: m["notices.outbox.state"](), draw: stateInWords }),
];

/** For administrators: that something was sent, to whom roughly and how it went; never what. */
export const OutboxPage = ({ lines, sends }: { lines: Line[]; sends: { mail: boolean } }) => (
  <Page title={m["notices.outbox.title"]()} lead={m["notices.outbox.lead"]()} width="wide" robots="noindex">
    {!sends.mail && <Notice kind="care">{m["notices.outbox.no_mail"]()}</Notice>}
    <Table
      caption={m["notices.outbox.caption"]()}
      columns={columns.map((each) => each())}
      rows={lines}
      empty={<p>{m["notices.outbox.empty"]()}</p>}
    />
    {lines.length > 0 && <ExportForm action={href("/outbox/export")} />}
  </Page>
);

/** For whoever tries the samples on their own machine: the letters themselves, newest first. */
export const SampleOutboxPage = ({ letters }: { letters: Letterbox[] }) => (
  <Page title={m["notices.outbox.title"]()} lead={m["notices.outbox.sample"]()} robots="noindex">
    {letters.length === 0 && <p>{m["notices.outbox.empty"]()}</p>}
    {letters.map((letter) => (
      <Card title={m[`notices.kind.${letter.kind}`]()}>
        <p class="text-soft">
          {[letter.recipient, moment(letter.created_at), stateInWords(letter)].join(" · ")}
        </p>
        {letter.text ? (
          <p class="whitespace-pre-line" lang={letter.language}>
            {letter.text}
          </p>
        ) : (
          <p>{m["notices.outbox.wiped"]()}</p>
        )}
      </Card>
    ))}
  </Page>
);
