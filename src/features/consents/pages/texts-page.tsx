import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { Purpose } from "../rules/standing.ts";
import type { OperatorLine } from "./asked.tsx";

type Row = {
  purpose: Purpose;
  title: string;
  version: number;
  published_at: Date;
  term_months: number;
  lawyer: string;
  drafted: boolean;
};

/** The words in force for every purpose, and who is responsible for the data. */
export const TextsPage = ({ texts, operator }: { texts: Row[]; operator: OperatorLine }) => (
  <Page title={m["consents.texts.title"]()} lead={m["consents.texts.lead"]()} width="wide" robots="noindex">
    {texts.some(({ lawyer }) => lawyer === "") && (
      <Notice kind="care">{m["consents.texts.unchecked"]()}</Notice>
    )}
    <Table caption={m["consents.texts.title"]()} columns={columns} rows={texts} empty={null} />
    <p class="text-soft">
      {m["consents.asked.operator"]({
        operator: operator.operator || m["consents.asked.no_operator"](),
        bin: operator.operator_bin || "none",
      })}{" "}
      {m["consents.texts.operator_set"]()}
    </p>
  </Page>
);

const columns: Column<Row>[] = [
  {
    key: "title",
    get title() {
      return m["consents.field.title"]();
    },
    draw: ({ purpose, title }) => <a href={href(`/consent-texts/${purpose}`)}>{title}</a>,
  },
  {
    key: "version",
    get title() {
      return m["consents.texts.in_force"]();
    },
    plain: true,
    draw: ({ version, published_at }) =>
      m["consents.texts.version"]({ version, date: formatDate(published_at, { zone: "Asia/Almaty" }) }),
  },
  {
    key: "term",
    get title() {
      return m["consents.field.term_months"]();
    },
    plain: true,
    draw: ({ term_months }) => term_months,
  },
  {
    key: "lawyer",
    get title() {
      return m["consents.field.lawyer"]();
    },
    draw: ({ lawyer }) => lawyer || m["consents.texts.no_lawyer"](),
  },
  {
    key: "draft",
    get title() {
      return m["consents.texts.draft"]();
    },
    draw: ({ drafted }) => drafted && m["consents.texts.being_written"](),
  },
];
