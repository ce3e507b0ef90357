import type { ComponentChildren } from "preact";
import { href } from "../../../platform/i18n/language.ts";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { Report } from "../reading/report.ts";
import type { Kind, Names } from "../rules.ts";
import { fullName, markOf } from "./naming.ts";

type Named = Names & { code: string; kind: Kind };

type Props = { report: Report; applied: boolean };

/** The first places of each kind of change, by name and code; what is only new stands under a fold. */
export const ReportLists = ({ report, applied }: Props) => (
  <>
    <List title={m["places.report.removed"]()} listed={report.removed} columns={[place(linkTo), inUse()]}>
      {report.removed.first.some((each) => each.in_use) && <p>{m["places.report.in_use.text"]()}</p>}
    </List>
    <List title={m["places.report.renamed"]()} listed={report.renamed} columns={renaming()} />
    <List title={m["places.report.moved"]()} listed={report.moved} columns={[place(linkTo), code()]} />
    <Fold
      title={m["places.report.added"]()}
      listed={report.added}
      columns={[place(applied ? linkTo : nameOf), code()]}
    />
    <Fold title={m["places.report.detailed"]()} listed={report.detailed} columns={[place(linkTo), code()]} />
  </>
);

type ListProps<Row> = {
  title: string;
  listed: { count: number; first: Row[] };
  columns: Column<Row>[];
  children?: ComponentChildren;
};

const List = <Row,>({ title, listed, columns, children }: ListProps<Row>) => {
  if (listed.count === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {children}
      <Rows title={title} listed={listed} columns={columns} />
    </>
  );
};

const Fold = <Row,>({ title, listed, columns }: ListProps<Row>) => {
  if (listed.count === 0) return null;
  return (
    <details>
      <summary class="font-semibold">{`${title}: ${formatNumber(listed.count)}`}</summary>
      <Rows title={title} listed={listed} columns={columns} />
    </details>
  );
};

const Rows = <Row,>({ title, listed, columns }: ListProps<Row>) => (
  <>
    {listed.count > listed.first.length && <p>{m["places.report.first"]({ count: listed.first.length })}</p>}
    <Table caption={title} rows={listed.first} empty={null} columns={columns} />
  </>
);

const place = (draw: (row: Named) => ComponentChildren): Column<Named> => ({
  key: "place",
  title: m["places.report.place"](),
  draw,
});
const code = (): Column<Named> => ({ key: "code", title: m["places.place.code"](), draw: (row) => row.code });
const inUse = (): Column<Named & { in_use: boolean }> => ({
  key: "code",
  title: m["places.place.code"](),
  draw: (row) => (row.in_use ? `${row.code}, ${m["places.report.in_use"]()}` : row.code),
});

type Renamed = Report["renamed"]["first"][number];
const renaming = (): Column<Renamed>[] => [
  { key: "before", title: m["places.report.before"](), draw: ({ before }) => allNames(before) },
  { key: "after", title: m["places.report.after"](), draw: ({ after }) => allNames(after) },
  { key: "code", title: m["places.place.code"](), draw: ({ after }) => after.code },
];

/** In every language the place has a name in, because any of them may be what changed. */
const allNames = ({ name_kk, name_ru, name_en }: Named): string =>
  [...new Set([name_kk, name_ru, name_en].filter((name) => name !== null))].join(" · ");

function linkTo(row: Named) {
  const name = fullName(row);
  return (
    <a href={href(`/places/${row.code}`)} {...markOf(name)}>
      {name.text}
    </a>
  );
}

function nameOf(row: Named) {
  const name = fullName(row);
  return <span {...markOf(name)}>{name.text}</span>;
}
