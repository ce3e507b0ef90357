import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { spokenCode } from "../rules/paper-code.ts";
import type { NamedHub } from "./paper-props.ts";

type Row = { code: string; since: Date; next: "look" | "colleague" | "scan" | "record" };

export type PapersProps = {
  hub: NamedHub;
  zone: string;
  rows: Row[];
  typed: string;
  /** The day that was typed last. */
  day: string | undefined;
  problem?: "not_a_code" | "unknown";
  done?: "recorded" | "scanned" | "confirmed" | "returned" | "void" | "withdrawn" | undefined;
};

/** Where papers come in: the code from the sheet, again and again; below, what is not done. */
export const PapersPage = ({ hub, zone, rows, typed, day, problem, done }: PapersProps) => {
  const error = problem && m[`consents.papers.code.refused.${problem}`]();
  return (
    <Page
      title={m["consents.papers.title"]()}
      lead={<span lang={hub.lang}>{hub.name}</span>}
      width="wide"
      errors={error ? [{ href: "#code", text: error }] : []}
      robots="noindex"
    >
      {done && <Notice kind="good">{m[`consents.papers.done.${done}`]()}</Notice>}
      <form method="get" action={href(`/hubs/${hub.slug}/papers`)} class="form">
        <TextField
          name="code"
          label={m["consents.papers.code"]()}
          hint={m["consents.papers.code_hint"]()}
          error={error}
          value={typed}
          required
          autofocus
          autoComplete="off"
          inputMode="numeric"
          maxLength={20}
        />
        {day && <input type="hidden" name="day" value={day} />}
        <Buttons>
          <Button>{m["consents.papers.open"]()}</Button>
          <ButtonLink kind="plain" href={href(`/hubs/${hub.slug}/papers/print`)}>
            {m["consents.print.title"]()}
          </ButtonLink>
        </Buttons>
      </form>
      <h2>{m["consents.papers.open_papers"]()}</h2>
      <Table
        caption={m["consents.papers.open_papers"]()}
        columns={columnsIn(zone)}
        rows={rows}
        empty={<Empty title={m["consents.papers.none"]()}>{m["consents.papers.none_text"]()}</Empty>}
      />
    </Page>
  );
};

const columnsIn = (zone: string): Column<Row>[] => [
  {
    key: "code",
    title: m["consents.papers.column.code"](),
    draw: (row) => <a href={href(`/papers/${row.code}`)}>{spokenCode(row.code)}</a>,
  },
  {
    key: "next",
    title: m["consents.papers.column.next"](),
    plain: true,
    draw: (row) => m[`consents.papers.next.${row.next}`](),
  },
  {
    key: "since",
    title: m["consents.papers.column.since"](),
    draw: (row) => formatDate(row.since, { zone }),
  },
];
