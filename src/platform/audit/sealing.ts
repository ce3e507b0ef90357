import { sql } from "kysely";
import type { Db, Tx } from "../db/pool.ts";
import { beginning, type Link, sealOf } from "./chain.ts";

const batch = 2_000;

/** After this long an entry without a seal says that no sealer runs. */
export const minutesUnsealed = 10;

/**
 * Links every entry that waits for its seal, in the order it finds them, at most about `most`; answers how many. While
 * another sealer is at it, does nothing.
 */
export async function seal(db: Db, now: Date, most = Infinity): Promise<number> {
  for (let sealed = 0; ;) {
    const count = await db.transaction().execute((tx) => sealSome(tx, now));
    sealed += count;
    if (count < batch || sealed >= most) return sealed;
  }
}

async function sealSome(tx: Tx, now: Date): Promise<number> {
  if (!(await isOnlySealer(tx))) return 0;
  const found = await unsealed(tx, now);
  if (found.length === 0) return 0;
  const links = chain(found, await headOf(tx));
  await sql`
    insert into platform.audit_seal (position, entry_id, hash, sealed_at)
    select position, entry_id, hash, ${now}
    from unnest(
      ${links.map((each) => each.position)}::bigint[],
      ${links.map((each) => each.id)}::bigint[],
      ${links.map((each) => each.hash)}::bytea[]
    ) as link (position, entry_id, hash)`.execute(tx);
  const taken = found.map((each) => each.id);
  await sql`delete from platform.audit_unsealed where entry_id = any(${taken}::bigint[])`.execute(tx);
  return found.length;
}

async function isOnlySealer(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('platform.audit_seal', 0)) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

type Unsealed = Omit<Link, "position"> & { sealed: boolean };

/** A batch of what waits. A restored backup may bring entries here that have their seal already: those only leave. */
async function unsealed(tx: Tx, now: Date): Promise<Unsealed[]> {
  const { rows } = await sql<Unsealed>`
    select ${asLink}, extract(epoch from ${now}::timestamptz)::text as sealed_at, seal.position is not null as sealed
    from (select entry_id from platform.audit_unsealed order by entry_id limit ${batch}) as waiting
    join platform.audit_entry as entry on entry.id = waiting.entry_id
    left join platform.audit_seal as seal on seal.entry_id = entry.id
    order by entry.id`.execute(tx);
  return rows;
}

/** The columns of an entry as the chain hashes them. */
export const asLink = sql`
  entry.id::text as id, extract(epoch from entry.at)::text as at, entry.actor_id::text as actor_id, entry.act,
  entry.subject_kind, entry.subject_id, entry.hub_id::text as hub_id, encode(entry.personal_hash, 'hex') as personal_hash`;

export type Head = { position: number; hash: Buffer };

/** The last link of the chain. */
export async function headOf(db: Db): Promise<Head> {
  const row = await db
    .selectFrom("platform.audit_seal")
    .select(["position", "hash"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? { position: 0, hash: beginning };
}

function chain(found: Unsealed[], head: Head): (Link & { hash: Buffer })[] {
  let { position, hash } = head;
  return found
    .filter((each) => !each.sealed)
    .map((each) => {
      const link = { ...each, position: String((position += 1)) };
      hash = sealOf(hash, link);
      return { ...link, hash };
    });
}
