import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { ExportForm } from "../../../ui/table/export-form.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import { peopleCounted } from "./people-counted.ts";
import type { HubLine, PlaceLine } from "../present.ts";
import { addressOf, type Asked, fieldsOf, without } from "./people-address.ts";
import { type FilterChoices, PeopleFilters } from "./people-filters.tsx";

export type PersonRow = {
  id: string;
  person_id: string;
  surname: string;
  given_name: string;
  age: number;
  status: "registered" | "volunteer";
  joined_at: Date;
  home: (PlaceLine & { settlement: string }) | undefined;
};

type Props = FilterChoices & {
  asked: Asked;
  rows: PersonRow[];
  count: { shown: number; more: boolean };
  alike: boolean;
  earlier: boolean;
  later: boolean;
  /** The hub whose people these are; undefined for those of every hub. */
  hub: HubLine | undefined;
  zone: string;
};

/** The people of a hub: found, narrowed, ordered, a page at a time. */
export const PeoplePage = ({ asked, rows, count, alike, hub, zone, ...rest }: Props) => (
  <Page
    title={m["members.people.title"]()}
    lead={hub ? <span lang={hub.lang}>{hub.name}</span> : m["members.people.every_hub"]()}
    width="wide"
    robots="noindex"
  >
    <PeopleFilters asked={asked} {...rest} />
    {alike && rows.length > 0 && <Notice>{m["members.people.alike"]({ query: asked.q ?? "" })}</Notice>}
    <Table
      caption={m["members.people.title"]()}
      columns={columnsFor(asked, zone)}
      rows={rows}
      count={{ ...count, words: peopleCounted }}
      pages={{
        previousHref: rest.earlier
          ? addressOf({ ...without(asked, "after"), before: rows[0]?.id })
          : undefined,
        nextHref: rest.later ? addressOf({ ...without(asked, "before"), after: rows.at(-1)?.id }) : undefined,
      }}
      empty={<Nobody asked={asked} />}
    />
    {rows.length > 0 && <ExportForm action={href("/people/export")} fields={fieldsOf(asked)} />}
    <p class="no-print">
      <Link href={href("/people/waiting")} icon="people">
        {m["members.waiting.title"]()}
      </Link>
    </p>
  </Page>
);

const Nobody = ({ asked }: { asked: Asked }) => {
  const narrowed = Boolean(asked.q ?? asked.district ?? asked.age ?? asked.status ?? asked.speaks);
  if (!narrowed) return <Empty title={m["members.people.empty"]()}>{m["members.people.empty_text"]()}</Empty>;
  return (
    <Empty
      title={m["members.people.none"]()}
      action={
        <ButtonLink kind="plain" href={addressOf({ hub: asked.hub, order: asked.order })}>
          {m["members.people.all"]()}
        </ButtonLink>
      }
    >
      {m["members.people.none_text"]()}
    </Empty>
  );
};

type Order = "name" | "joined" | "age";

function columnsFor(asked: Asked, zone: string): Column<PersonRow>[] {
  const sorting = (order: Order, natural: "ascending" | "descending") => {
    const other = natural === "ascending" ? ("descending" as const) : ("ascending" as const);
    const sorted = asked.order === order ? natural : asked.order === `-${order}` ? other : undefined;
    const next = asked.order === order ? (`-${order}` as const) : order;
    return { sortHref: addressOf({ ...without(asked, "after", "before"), order: next }), sorted };
  };
  return [
    {
      key: "name",
      title: m["members.column.name"](),
      ...sorting("name", "ascending"),
      draw: (row) => <a href={href(`/people/${row.person_id}`)}>{`${row.surname} ${row.given_name}`}</a>,
    },
    {
      key: "age",
      title: m["members.column.age"](),
      ...sorting("age", "ascending"),
      numeric: true,
      plain: true,
      draw: (row) => row.age,
    },
    {
      key: "home",
      title: m["members.column.home"](),
      plain: true,
      draw: (row) => <HomeCell row={row} asked={asked} />,
    },
    {
      key: "status",
      title: m["members.column.status"](),
      plain: true,
      draw: (row) => m[`members.status.${row.status}`](),
    },
    {
      key: "joined",
      title: m["members.column.joined"](),
      ...sorting("joined", "descending"),
      plain: true,
      draw: (row) => formatDate(row.joined_at, { zone }),
    },
  ];
}

const HomeCell = ({ row: { home }, asked }: { row: PersonRow; asked: Asked }) =>
  home ? (
    <span>
      <a
        href={addressOf({ ...without(asked, "after", "before", "district"), settlement: home.settlement })}
        lang={home.lang}
      >
        {home.name}
      </a>
      {home.inside && (
        <span class="text-soft" lang={home.insideLang}>
          {", "}
          {home.inside}
        </span>
      )}
    </span>
  ) : null;
