import { actInWords } from "../../platform/audit/acts.ts";
import type { Entry } from "../../platform/audit/entries.ts";
import type { Post } from "../../platform/http/actor.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { type Hub, shownText } from "../hubs/index.ts";
import type { Posts } from "./reading.ts";
import { postsActedBy } from "./rules.ts";

type Words = { text: string; lang?: Language };

/** Somebody whom an entry names: by name where they hold or held a post, else only that they are there. */
export type Who =
  | { kind: "system" }
  | { kind: "member"; id: string }
  | { kind: "staff"; id: string; name: string; posts: { post: Post; hub: Words | undefined }[] };

/** An entry as pages show it; `what` speaks the language of the page. */
export type Line = {
  id: number;
  at: Date;
  who: Who;
  act: string;
  what: () => string;
  /** Whom it was done to, where that was a person. */
  whom: Who | undefined;
  hub: Words | undefined;
};

export type Hubs = Map<string, Hub>;

/** Entries as lines; `mine` when they are read by the person they are about. */
export function linesOf(
  { rows, posts }: { rows: Entry[]; posts: Posts },
  hubs: Hubs,
  language: Language,
  whose: "mine" | "theirs" = "theirs",
): Line[] {
  const hubNamed = (id: string | null): Words | undefined => {
    const hub = hubs.get(id ?? "");
    if (!hub) return undefined;
    const { text, lang } = shownText(hub.name, language);
    return lang === language ? { text } : { text, lang };
  };
  const whoIs = (id: string | null, { at, hub_id }: Entry): Who => {
    if (id === null) return { kind: "system" };
    const held = posts.get(id) ?? [];
    const [first] = held;
    if (!first) return { kind: "member", id };
    const acted = postsActedBy(held, at, hub_id);
    const shown = acted.map(({ post, hub_id: hub }) => ({ post, hub: hubNamed(hub) }));
    return { kind: "staff", id: first.person_id, name: first.name, posts: shown };
  };
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    who: whoIs(row.actor_id, row),
    act: row.act,
    what: () => actInWords(row.act, whose),
    whom:
      row.subject_kind === "person" && row.subject_id !== row.actor_id
        ? whoIs(row.subject_id, row)
        : undefined,
    hub: hubNamed(row.hub_id ?? (row.subject_kind === "hub" ? row.subject_id : null)),
  }));
}

/** The same act at the same moment, told once for each hub of two that somebody belongs to, is told once. */
export const onceEach = (lines: Line[]): Line[] =>
  lines.filter((line, index) => {
    const before = lines[index - 1];
    return (
      before?.act !== line.act || before.at.getTime() !== line.at.getTime() || !same(before.who, line.who)
    );
  });

const same = (one: Who, other: Who): boolean =>
  one.kind === "system" || other.kind === "system" ? one.kind === other.kind : one.id === other.id;
