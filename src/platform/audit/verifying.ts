import { sql } from "kysely";
import type { Db } from "../db/pool.ts";
import { beginning, detailHash, type Link, sealOf } from "./chain.ts";
import type { KeptHead } from "./heads.ts";
import { asLink, type Head, minutesUnsealed } from "./sealing.ts";

/** What can be wrong with the chain, each with a place: a position, an entry's number, or the day of a head. */
export const problems = [
  "position_missing",
  "entry_missing",
  "entry_changed",
  "detail_changed",
  "detail_lost",
  "detail_added",
  "entry_unlinked",
  "sealer_stopped",
  "head_missing",
  "head_changed",
] as const;
export type Problem = { kind: (typeof problems)[number]; place: string };

export type Verified = Head & { problem?: Problem };

const batch = 2_000;

type Row = Link & {
  hash: Buffer;
  /** The entry the seal names, whether or not it is still there. */
  named: string;
  found: boolean;
  salt: Buffer | null;
  person: string | null;
  fields: string | null;
};

/**
 * Checks the whole chain: every hash and detail, gaps, what is not sealed, and that it passes through the heads that were
 * kept elsewhere. Answers the head, and the first row that is wrong. Run it in one snapshot: see `verifyOnce`.
 */
export async function verify(db: Db, heads: KeptHead[], now: Date): Promise<Verified> {
  const walk: Walk = { head: { position: 0, hash: beginning }, lost: new Set() };
  const kept = Map.groupBy(heads, (each) => each.position);
  for (let rows = await rowsAfter(db, 0); rows.length > 0; rows = await rowsAfter(db, walk.head.position))
    for (const row of rows) {
      const problem = step(walk, row, kept);
      if (problem) return { ...walk.head, problem };
    }
  const problem = (await gapAfter(db, walk.head)) ?? wrongAtEnd(walk, heads) ?? (await wrongOutside(db, now));
  return problem ? { ...walk.head, problem } : walk.head;
}

/** How far the chain was found to be right, and which details are gone without an erasure so far. */
type Walk = { head: Head; lost: Set<string> };

function step(walk: Walk, row: Row, kept: Map<number, KeptHead[]>): Problem | undefined {
  const problem = wrongIn(row, walk.head);
  if (problem) return problem;
  walk.head = { position: Number(row.position), hash: row.hash };
  if (row.personal_hash !== null && row.salt === null) walk.lost.add(row.id);
  if (row.act === "audit.forget") forgotten(row).forEach((id) => walk.lost.delete(id));
  const other = kept.get(walk.head.position)?.find((head) => !head.hash.equals(row.hash));
  return other && { kind: "head_changed", place: other.at };
}

/** The same in one snapshot of its own, so that nothing that happens meanwhile looks like a fault. */
export const verifyOnce = (db: Db, heads: KeptHead[], now: Date): Promise<Verified> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      // Entries lie in nearly the order of their seals: looking each up is cheap, reading the whole table a batch is not.
      await sql`set local random_page_cost = 1`.execute(tx);
      return verify(tx, heads, now);
    });

async function rowsAfter(db: Db, position: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select seal.position::text as position, extract(epoch from seal.sealed_at)::text as sealed_at, seal.hash,
      seal.entry_id::text as named, entry.id is not null as found, ${asLink}, detail.salt, detail.person_id::text as person, detail.fields::text as fields
    from platform.audit_seal as seal
    left join platform.audit_entry as entry on entry.id = seal.entry_id
    left join platform.audit_detail as detail on detail.entry_id = entry.id
    where seal.position > ${position} and seal.position <= ${position + batch} order by seal.position`.execute(
    db,
  );
  return rows;
}

/** Whether a whole batch of seals is missing before others. */
async function gapAfter(db: Db, { position }: Head): Promise<Problem | undefined> {
  const behind = await db
    .selectFrom("platform.audit_seal")
    .select("position")
    .where("position", ">", position)
    .limit(1)
    .executeTakeFirst();
  return behind && { kind: "position_missing", place: String(position + 1) };
}

function wrongIn(row: Row, before: Head): Problem | undefined {
  const expected = String(before.position + 1);
  if (row.position !== expected) return { kind: "position_missing", place: expected };
  if (!row.found) return { kind: "entry_missing", place: row.named };
  if (!sealOf(before.hash, row).equals(row.hash)) return { kind: "entry_changed", place: row.id };
  if (row.salt === null || row.fields === null) return undefined;
  if (row.personal_hash === null) return { kind: "detail_added", place: row.id };
  const found = detailHash(row.salt, row.person, row.fields).toString("hex");
  return found === row.personal_hash ? undefined : { kind: "detail_changed", place: row.id };
}

/** The numbers of the entries whose detail an erasure took, as it wrote them down itself. */
function forgotten({ fields }: Row): string[] {
  const { entries = [] } = JSON.parse(fields ?? "{}") as { entries?: number[] };
  return entries.map(String);
}

function wrongAtEnd({ head, lost }: Walk, heads: KeptHead[]): Problem | undefined {
  const [gone] = lost;
  if (gone) return { kind: "detail_lost", place: gone };
  const missing = heads.find((each) => each.position > head.position);
  return missing && { kind: "head_missing", place: missing.at };
}

/** What no seal leads to: entries that were put in beside the sealer, or wait for it too long; details of nothing. */
async function wrongOutside(db: Db, now: Date): Promise<Problem | undefined> {
  const late = new Date(now.getTime() - minutesUnsealed * 60_000);
  const { rows } = await sql<{ kind: Problem["kind"]; place: string }>`
    (select 'entry_unlinked' as kind, entry.id::text as place
      from platform.audit_entry as entry
      where not exists (select from platform.audit_seal as seal where seal.entry_id = entry.id)
        and not exists (select from platform.audit_unsealed as waiting where waiting.entry_id = entry.id)
      order by entry.id limit 1)
    union all
    (select 'detail_added', detail.entry_id::text from platform.audit_detail as detail
      where not exists (select from platform.audit_entry as entry where entry.id = detail.entry_id)
      order by detail.entry_id limit 1)
    union all
    (select 'sealer_stopped', entry.id::text
      from platform.audit_unsealed as waiting join platform.audit_entry as entry on entry.id = waiting.entry_id
      where entry.at < ${late} order by entry.at, entry.id limit 1)`.execute(db);
  return rows[0];
}
