import { formatList } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Table } from "../../../ui/table/table.tsx";
import { type PostName, postNames } from "../rules/posts.ts";

type Cell = {
  where: "everywhere" | "post" | "named" | "partly" | "nowhere";
  answer: "yes" | "one_line" | "no";
  own: "also" | "never" | "alike";
};
type Column = "volunteer" | PostName;
type Row = { key: string; text: () => string; house?: boolean; cells: Record<Column, Cell> };

/** Who may do what, in plain words: each answer is the house's own policy's. */
export const RightsPage = ({ rows }: { rows: Row[] }) => {
  const plain = postNames.filter((post) => rows.every(({ cells }) => alike(cells[post], cells.volunteer)));
  return (
    <Page
      title={m["members.rights.title"]()}
      lead={m["members.rights.lead"]()}
      width="wide"
      back={{ href: href("/me"), text: m["members.me.title"]() }}
      robots="noindex"
    >
      <p>{m["members.rights.their_hubs"]()}</p>
      <Table
        caption={m["members.rights.title"]()}
        columns={[
          { key: "right", title: m["members.rights.what"](), draw: (row: Row) => row.text() },
          { key: "who", title: m["members.rights.who"](), draw: Who },
        ]}
        rows={rows}
        empty={null}
      />
      {plain.length > 0 && (
        <p>{m["members.rights.like_volunteer"]({ posts: formatList(plain.map(withinSentence)) })}</p>
      )}
    </Page>
  );
};

/** Those who may, together where they may the same; whoever is not named may not. */
const Who = ({ cells, house }: Row) => {
  const special = postNames.filter((post) => !alike(cells[post], cells.volunteer));
  const kinds = special.filter(
    (post, index) => special.findIndex((each) => alike(cells[each], cells[post])) === index,
  );
  const everybody = house ? "" : words(cells.volunteer);
  return (
    <div class="grid gap-1">
      {kinds.map((kind) => (
        <p>
          <strong class="font-semibold">
            {namesOf(special.filter((post) => alike(cells[post], cells[kind])))}
          </strong>
          {house ? neverOwn(cells[kind]) : `: ${words(cells[kind])}`}
        </p>
      ))}
      {everybody && (
        <p>
          {special.length > 0 ? m["members.rights.others"]() : m["members.rights.everybody"]()}
          {`: ${everybody}`}
        </p>
      )}
    </div>
  );
};

const alike = (one: Cell, other: Cell): boolean =>
  one.where === other.where && one.answer === other.answer && one.own === other.own;

/** Names in one sentence: only the first begins with a capital. */
const namesOf = (posts: PostName[]): string =>
  formatList(posts.map((post, index) => (index === 0 ? m[`members.post.${post}`]() : withinSentence(post))));

const withinSentence = (post: PostName): string => {
  const name = m[`members.post.${post}`]();
  return name.charAt(0).toLocaleLowerCase() + name.slice(1);
};

const neverOwn = ({ own }: Cell): string => (own === "never" ? `: ${m["members.rights.own_never"]()}` : "");

/** Where somebody may do a thing, in a few words; empty where nowhere. */
function words({ where, answer, own }: Cell): string {
  if (where === "nowhere") return own === "also" ? m["members.rights.own"]() : "";
  const line = answer === "one_line" ? `${m["members.rights.one_line"]()}, ` : "";
  const place = `${line}${m[`members.rights.where.${where}`]()}`;
  return own === "alike" ? place : `${place}, ${m[`members.rights.own_${own}`]()}`;
}
