import { formatDate } from "../../../../platform/i18n/format.ts";
import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../../ui/button/button.tsx";
import { Select } from "../../../../ui/choice/choice.tsx";
import { Empty } from "../../../../ui/empty/empty.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Link } from "../../../../ui/link/link.tsx";
import { FilterLinks, Filters } from "../../../../ui/table/filters.tsx";
import { ExportForm } from "../../../../ui/table/export-form.tsx";
import { type Column, Table } from "../../../../ui/table/table.tsx";
import type { HubLine } from "../../present.ts";
import { type PostName, postNames, type PostView, postViews } from "../../rules/posts.ts";
import { type PostLine, Term } from "../held-posts.tsx";

type Asked = {
  view: PostView;
  post?: PostName | undefined;
  hub?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
};
type Row = PostLine & { name: string; own: boolean };
type Props = {
  rows: Row[];
  count: { shown: number; more: boolean };
  earlier: boolean;
  later: boolean;
  asked: Asked;
  /** The hubs there are to choose from; one hub needs no choice. */
  hubs: HubLine[];
};

/** Who holds which post in what this person oversees. */
export const PostsPage = ({ rows, count, earlier, later, asked, hubs }: Props) => {
  const { after: _after, before: _before, ...kept } = asked;
  return (
    <Page title={m["members.posts.title"]()} lead={m["members.posts.lead"]()} width="wide" robots="noindex">
      <p class="no-print">
        <ButtonLink href={href("/posts/new")}>{m["members.posts.give"]()}</ButtonLink>
      </p>
      <FilterLinks
        label={m["members.posts.which"]()}
        links={postViews.map((view) => ({
          href: addressOf({ ...kept, view }),
          text: m[`members.posts.view.${view}`](),
          current: view === asked.view,
        }))}
      />
      <PostFilters asked={asked} hubs={hubs} />
      <Table
        caption={m["members.posts.title"]()}
        columns={columnsFor(asked.view)}
        rows={rows}
        count={count}
        pages={{
          previousHref: earlier ? addressOf({ ...kept, before: rows[0]?.id }) : undefined,
          nextHref: later ? addressOf({ ...kept, after: rows.at(-1)?.id }) : undefined,
        }}
        empty={<Empty title={m[`members.posts.empty.${asked.view}`]()} />}
      />
      {rows.length > 0 && <ExportForm action={href("/posts/export")} fields={fieldsOf(kept)} />}
      <p class="no-print">
        <Link href={href("/posts/rights")} icon="info">
          {m["members.rights.title"]()}
        </Link>
      </p>
    </Page>
  );
};

const PostFilters = ({ asked, hubs }: Pick<Props, "asked" | "hubs">) => (
  <Filters
    action={href("/posts")}
    clearHref={asked.post || asked.hub ? addressOf({ view: asked.view }) : undefined}
  >
    <Select
      name="post"
      label={m["members.posts.post"]()}
      value={asked.post ?? ""}
      options={[
        { value: "", text: m["members.filter.any"]() },
        ...postNames.map((post) => ({ value: post, text: m[`members.post.${post}`]() })),
      ]}
    />
    {hubs.length > 1 && (
      <Select
        name="hub"
        label={m["members.step.hub"]()}
        value={asked.hub ?? ""}
        options={[
          { value: "", text: m["members.filter.any"]() },
          ...hubs.map((hub) => ({ value: hub.slug, text: hub.name, lang: hub.lang })),
        ]}
      />
    )}
    {asked.view !== "held" && <input type="hidden" name="view" value={asked.view} />}
  </Filters>
);

const columnsFor = (view: PostView): Column<Row>[] => [
  {
    key: "name",
    title: m["members.column.name"](),
    draw: (row) => <a href={href(`/posts/${row.id}`)}>{row.name}</a>,
  },
  { key: "post", title: m["members.posts.post"](), draw: (row) => m[`members.post.${row.post}`]() },
  {
    key: "where",
    title: m["members.posts.where"](),
    draw: (row) => <span lang={row.where.lang}>{row.where.text}</span>,
  },
  {
    key: "since",
    title: m["members.column.since"](),
    draw: (row) => formatDate(row.since, { zone: row.zone }),
  },
  {
    key: "term",
    title: view === "ended" ? m["members.posts.ended_on"]() : m["members.posts.until"](),
    draw: (row) => (view === "ended" ? row.last_day && formatDate(row.last_day) : <Until {...row} />),
  },
];

const Until = (row: Row) => (row.last_day ? <Term {...row} bare /> : <>{m["members.posts.no_term"]()}</>);

/** The list's address that asks for this. */
function addressOf(asked: Asked): string {
  const query = new URLSearchParams(fieldsOf(asked));
  return href(query.size > 0 ? `/posts?${query}` : "/posts");
}

const fieldsOf = ({ view, ...asked }: Asked): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ view: view === "held" ? undefined : view, ...asked }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
