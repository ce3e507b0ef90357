import { type Expression, expressionBuilder, sql, type SqlBool } from "kysely";
import type { Db, Schema } from "../db/pool.ts";

export type Entry = {
  id: number;
  at: Date;
  actor_id: string | null;
  act: string;
  subject_kind: string;
  subject_id: string;
  hub_id: string | null;
};

/** Something that stands for a person in entries beside their own id: a membership, a list they stood in for a while. */
export type Trace = {
  kind: string;
  id: string;
  /** Only these acts concern the person, where not everything done to it does. */
  acts?: string[];
  since?: Date;
  until?: Date | undefined;
};

export type Asked = {
  act?: string | undefined;
  hub?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
  /** What these ids did, or what was done to them. */
  person?: { ids: string[]; traces: Trace[]; acts: "theirs_too" | "others_only" } | undefined;
  /** The entry that a page begins after, or ends before. */
  after?: number | undefined;
  before?: number | undefined;
};

export type PageOfEntries = { rows: Entry[]; earlier: boolean; later: boolean };

export const entriesAPage = 50;

const eb = expressionBuilder<{ entry: Schema["platform.audit_entry"] }, "entry">();

/** A page of what was done, newest first; costs the same anywhere in it. */
export async function pageOfEntries(db: Db, asked: Asked, most = entriesAPage): Promise<PageOfEntries> {
  const backwards = asked.before !== undefined;
  const edge = await edgeOf(db, asked.before ?? asked.after);
  const direction = backwards ? "asc" : "desc";
  const common = [...narrowing(asked), ...(edge ? [beyond(edge, backwards)] : [])];
  const ways = asked.person ? waysTo(asked.person) : [sql<SqlBool>`true`];
  // Each way is walked along its own index for one page at most, so that no way has to be read to its end.
  const found = ways.map((way) =>
    db
      .selectFrom("platform.audit_entry as entry")
      .selectAll("entry")
      .where(eb.and([...common, way]))
      .orderBy("entry.at", direction)
      .orderBy("entry.id", direction)
      .limit(most + 1),
  );
  const [first, ...others] = found.map((each) => db.selectFrom(each.as("way")).selectAll());
  const all = others.reduce((sum, each) => sum.union(each), first!);
  const read = await db
    .selectFrom(all.as("entry"))
    .select(["id", "at", "actor_id", "act", "subject_kind", "subject_id", "hub_id"])
    .orderBy("at", direction)
    .orderBy("id", direction)
    .limit(most + 1)
    .execute();
  const more = read.length > most;
  const rows = read.slice(0, most);
  if (!backwards) return { rows, earlier: edge !== undefined, later: more };
  return { rows: rows.toReversed(), earlier: more, later: edge !== undefined };
}

function narrowing({ act, hub, since, until, person }: Asked): Expression<SqlBool>[] {
  return [
    ...(act ? [eb("entry.act", "=", act)] : []),
    ...(hub ? [eb("entry.hub_id", "=", hub)] : []),
    ...(since ? [eb("entry.at", ">=", since)] : []),
    ...(until ? [eb("entry.at", "<", until)] : []),
    ...(person?.acts === "others_only"
      ? [eb.or([eb("entry.actor_id", "is", null), eb("entry.actor_id", "not in", person.ids)])]
      : []),
  ];
}

/** The ways by which an entry can be about a person: they did it, it was done to them, or its detail is theirs. */
function waysTo({ ids, traces, acts }: NonNullable<Asked["person"]>): Expression<SqlBool>[] {
  const subjects = [...ids.map((id): Trace => ({ kind: "person", id })), ...traces];
  return [
    ...(acts === "theirs_too" ? [eb("entry.actor_id", "in", ids)] : []),
    eb.or(subjects.map(toSubject)),
    sql<SqlBool>`entry.id in (
      select entry_id from platform.audit_detail where person_id = any(${ids}::uuid[]))`,
  ];
}

const toSubject = ({ kind, id, acts, since, until }: Trace): Expression<SqlBool> =>
  eb.and([
    eb("entry.subject_kind", "=", kind),
    eb("entry.subject_id", "=", id),
    ...(acts ? [eb("entry.act", "in", acts)] : []),
    ...(since ? [eb("entry.at", ">=", since)] : []),
    ...(until ? [eb("entry.at", "<", until)] : []),
  ]);

type Edge = { at: string; id: number };

const edgeOf = (db: Db, id: number | undefined): Promise<Edge | undefined> =>
  id === undefined
    ? Promise.resolve(undefined)
    : db
        .selectFrom("platform.audit_entry")
        .select([sql<string>`at::text`.as("at"), "id"])
        .where("id", "=", id)
        .executeTakeFirst();

const beyond = ({ at, id }: Edge, backwards: boolean): Expression<SqlBool> =>
  sql<SqlBool>`(entry.at, entry.id) ${sql.raw(backwards ? ">" : "<")} (${at}::timestamptz, ${id}::bigint)`;
