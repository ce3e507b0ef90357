import type { ComponentChildren } from "preact";
import { m } from "../../platform/i18n/words.ts";
import { ButtonLink } from "../button/button.tsx";
import { Icon } from "../icon/icon.tsx";

export type Column<Row> = {
  key: string;
  title: string;
  /** Where the list sorted by this column is; left out for a column that does not sort. */
  sortHref?: string | undefined;
  sorted?: "ascending" | "descending" | undefined;
  numeric?: boolean;
  /** Says itself without its title, so on a phone it stands in one line with its neighbours. */
  plain?: boolean;
  draw: (row: Row) => ComponentChildren;
};

/** How many there are: exact, or `more` than the number given; `words` where they are called something. */
export type TableCount = {
  shown: number;
  more: boolean;
  words?: { exact: (told: { count: number }) => string; more: (told: { count: number }) => string };
};

type Props<Row> = {
  /** Said to screen readers, and printed. */
  caption: string;
  /** The first column names the row: its link, if it has one, belongs there. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Shown instead of the table when there are no rows; usually an `Empty`. */
  empty: ComponentChildren;
  count?: TableCount;
  pages?: { previousHref?: string | undefined; nextHref?: string | undefined };
};

/** A list as a table; on a phone every row becomes a card, on paper it is a table again. */
export const Table = <Row,>({ caption, columns, rows, empty, count, pages }: Props<Row>) => {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div class="data">
      {count && <Count {...count} />}
      <table class="data-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column, index) => (
                <Cell column={column} row={row} names={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages && <Pages {...pages} />}
    </div>
  );
};

const Count = ({ shown: count, more, words = rows }: TableCount) => (
  <p class="data-count">{more ? words.more({ count }) : words.exact({ count })}</p>
);

const rows: NonNullable<TableCount["words"]> = {
  exact: (told) => m["ui.table.count"](told),
  more: (told) => m["ui.table.more"](told),
};

const arrows = { ascending: "up", descending: "down" } as const;

function Head<Row>({ column }: { column: Column<Row> }) {
  if (!column.sortHref)
    return (
      <th scope="col" class={column.numeric ? "numeric" : undefined}>
        {column.title}
      </th>
    );
  return (
    <th scope="col" class={column.numeric ? "sorts numeric" : "sorts"} aria-sort={column.sorted ?? "none"}>
      <a class="sort" href={column.sortHref}>
        {column.title}
        <Icon name={column.sorted ? arrows[column.sorted] : "both"} class="size-4" />
      </a>
    </th>
  );
}

function Cell<Row>({ column, row, names }: { column: Column<Row>; row: Row; names: boolean }) {
  if (names) return <th scope="row">{column.draw(row)}</th>;
  return (
    <td class={classOf(column)} data-label={column.title}>
      {column.draw(row)}
    </td>
  );
}

const classOf = <Row,>({ numeric, plain }: Column<Row>) =>
  [numeric && "numeric", plain && "plain"].filter(Boolean).join(" ") || undefined;

const Pages = ({ previousHref, nextHref }: NonNullable<Props<unknown>["pages"]>) => {
  if (!previousHref && !nextHref) return null;
  return (
    <nav class="data-pages no-print" aria-label={m["ui.table.pages"]()}>
      {previousHref && (
        <ButtonLink kind="plain" icon="back" href={previousHref}>
          {m["ui.table.previous"]()}
        </ButtonLink>
      )}
      {nextHref && (
        <ButtonLink kind="plain" iconAfter="next" href={nextHref}>
          {m["ui.table.next"]()}
        </ButtonLink>
      )}
    </nav>
  );
};
