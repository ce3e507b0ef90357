import { dayIn } from "../../../platform/day.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { ExportedColumn, ExportedList } from "../../../platform/export/list.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { Hub } from "../../hubs/index.ts";
import { type Narrowing, pageOfPosts } from "../store/overseen.ts";
import { type PostLine, postLines } from "./words.ts";

type Row = PostLine & { name: string };
type Scope = { hub: Hub | undefined; language: Language; now: Date };

/** The list of posts as a file: what its pages show this person, one page after another. */
export function fileOfPosts(who: Actor, asked: Narrowing, { hub, language, now }: Scope): ExportedList<Row> {
  const { view, post } = asked;
  const subject = hub ? { kind: "hub", id: hub.id } : { kind: "list", id: "posts" };
  return {
    name: hub ? `posts-${hub.slug}` : "posts",
    day: dayIn(hub?.time_zone ?? "Asia/Almaty", now),
    columns: [
      text("members.column.name", 30, (row) => row.name),
      text("members.posts.post", 26, (row) => m[`members.post.${row.post}`]()),
      text("members.posts.where", 30, (row) => row.where.text),
      day("members.column.since", (row) => dayIn(row.zone, row.since)),
      day(view === "ended" ? "members.posts.ended_on" : "members.posts.until", (row) => row.last_day),
    ],
    rows: (tx) => everyPost(tx, who, asked, { language, now }),
    entries: [{ actor: who.id, act: "members.export_posts", subject, hub: hub?.id ?? null }],
    filters: { view, ...(post ? { post } : {}) },
  };
}

async function* everyPost(
  tx: Tx,
  who: Actor,
  asked: Narrowing,
  { language, now }: Omit<Scope, "hub">,
): AsyncGenerator<Row[]> {
  let after: string | undefined;
  do {
    const page = await pageOfPosts(tx, who, { ...asked, before: undefined, after }, now);
    const names = new Map(page.rows.map((row) => [row.id, row.name]));
    const lines = await postLines(tx, page.rows, language, now);
    yield lines.map((line) => ({ ...line, name: names.get(line.id) ?? "" }));
    after = page.later ? page.rows.at(-1)?.id : undefined;
  } while (after);
}

type Title =
  | "members.column.name"
  | "members.posts.post"
  | "members.posts.where"
  | "members.column.since"
  | "members.posts.ended_on"
  | "members.posts.until";

const text = (title: Title, width: number, value: (row: Row) => string): ExportedColumn<Row> => ({
  title: () => m[title](),
  kind: "text",
  width,
  value,
});

const day = (title: Title, value: (row: Row) => string | null): ExportedColumn<Row> => ({
  title: () => m[title](),
  kind: "day",
  width: 13,
  value,
});
