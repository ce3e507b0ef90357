import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { ExportForm } from "../../../ui/table/export-form.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import { peopleCounted } from "./people-counted.ts";
import type { HubLine } from "../present.ts";

export type WaitingRow = {
  id: string;
  given_name: string;
  age: number;
  district: { text: string; lang: string } | null;
  since: Date;
  hub: HubLine;
};

type Props = {
  rows: WaitingRow[];
  count: { shown: number; more: boolean };
  earlier: boolean;
  later: boolean;
  severalHubs: boolean;
};

/** One line each about those who wait for consent, and nothing else about them anywhere. */
export const WaitingPage = ({ rows, count, earlier, later, severalHubs }: Props) => (
  <Page
    title={m["members.waiting.title"]()}
    lead={m["members.waiting.lead"]()}
    width="wide"
    back={{ href: href("/people"), text: m["members.people.title"]() }}
    robots="noindex"
  >
    <Notice>{m["members.waiting.why"]()}</Notice>
    <Table
      caption={m["members.waiting.title"]()}
      columns={severalHubs ? [...columns, hubColumn] : columns}
      rows={rows}
      count={{ ...count, words: peopleCounted }}
      pages={{
        previousHref: earlier ? href(`/people/waiting?before=${rows[0]?.id}`) : undefined,
        nextHref: later ? href(`/people/waiting?after=${rows.at(-1)?.id}`) : undefined,
      }}
      empty={<Empty title={m["members.waiting.empty"]()}>{m["members.waiting.empty_text"]()}</Empty>}
    />
    {rows.length > 0 && <ExportForm action={href("/people/waiting/export")} />}
  </Page>
);

const columns: Column<WaitingRow>[] = [
  {
    key: "given_name",
    get title() {
      return m["members.field.given_name"]();
    },
    draw: (row) => row.given_name,
  },
  {
    key: "age",
    get title() {
      return m["members.column.age"]();
    },
    numeric: true,
    plain: true,
    draw: (row) => row.age,
  },
  {
    key: "district",
    get title() {
      return m["members.column.district"]();
    },
    plain: true,
    draw: (row) => row.district && <span lang={row.district.lang}>{row.district.text}</span>,
  },
  {
    key: "since",
    get title() {
      return m["members.column.since"]();
    },
    draw: (row) => formatDate(row.since, { zone: row.hub.zone }),
  },
];

const hubColumn: Column<WaitingRow> = {
  key: "hub",
  get title() {
    return m["members.step.hub"]();
  },
  draw: (row) => <span lang={row.hub.lang}>{row.hub.name}</span>,
};
