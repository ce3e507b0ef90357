import { formatList } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Table } from "../../../ui/table/table.tsx";
import { type PostName, postNames } from "../rules/posts.ts";

type Cell = {
  where: "everywhere" | "post" | "partly" | "nowhere";
  answer: "yes" | "one_line" | "no";
  own: "also" | "never" | "alike";
};
type Column = "volunteer" | PostName;
type Row = { key: string; text: () => string; cells: Record<Column, Cell> };

/** Who may do what, in plain words: each answer is the house's own policy's. */
export const RightsPage = ({ rows }: { rows: Row[] }) => {
  const plain = postNames.filter((post) =>
    rows.every(({ cells }) => words(cells[post]) === words(cells.volunteer)),
  );
  return (
    <Page title={m["members.rights.title"]()} lead={m["members.rights.lead"]()} width="wide" robots="noindex">
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
        <p>{m["members.rights.like_volunteer"]({ posts: formatList(plain.map(nameOf)) })}</p>
      )}
    </Page>
  );
};

/** Those who may, together where they may the same; whoever is not named may not. */
const Who = ({ cells }: Row) => {
  const everybody = words(cells.volunteer);
  const special = postNames.filter((post) => words(cells[post]) !== everybody);
  const kinds = [...new Set(special.map((post) => words(cells[post])))];
  return (
    <div class="grid gap-1">
      {kinds.map((kind) => (
        <p>
          <strong class="font-semibold">
            {formatList(special.filter((post) => words(cells[post]) === kind).map(nameOf))}
          </strong>
          {kind && `: ${kind}`}
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

const nameOf = (post: PostName): string => m[`members.post.${post}`]();

/** Where somebody may do a thing, in a few words; empty where nowhere. */
function words({ where, answer, own }: Cell): string {
  if (where === "nowhere") return own === "also" ? m["members.rights.own"]() : "";
  const line = answer === "one_line" ? `${m["members.rights.one_line"]()}, ` : "";
  const place = `${line}${m[`members.rights.where.${where}`]()}`;
  return own === "alike" ? place : `${place}, ${m[`members.rights.own_${own}`]()}`;
}
