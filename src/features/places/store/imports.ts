import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Geometry } from "../reading/geojson.ts";
import type { Report } from "../reading/report.ts";

export type Format = "kato" | "csv" | "geojson";
export type Import = {
  id: string;
  format: Format;
  file_name: string;
  content: Buffer | null;
  report: Report;
  read_at: Date;
  applied_at: Date | null;
};

/** One import at a time: the second waits and then compares with what the first left. */
export const lockImports = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtext('places.import'))`.execute(tx).then(() => undefined);

/** Keeps a file that was read, to be applied later or already applied; answers its id. */
export async function addImport(tx: Tx, values: Omit<Import, "id">): Promise<string> {
  const row = await tx
    .insertInto("places.import")
    .values({ ...values, report: JSON.stringify(values.report) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function getImport(db: Db, id: string): Promise<Import | undefined> {
  const row = await db.selectFrom("places.import").selectAll().where("id", "=", id).executeTakeFirst();
  return row as unknown as Import | undefined;
}

/** The latest applied files, newest first. */
export async function listImports(db: Db, limit: number): Promise<Omit<Import, "content">[]> {
  const rows = await db
    .selectFrom("places.import")
    .select(["id", "format", "file_name", "report", "read_at", "applied_at"])
    .where("applied_at", "is not", null)
    .orderBy("applied_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows as unknown as Omit<Import, "content">[];
}

export const lockImport = (tx: Tx, id: string) =>
  tx
    .selectFrom("places.import")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst() as Promise<unknown> as Promise<Import | undefined>;

export async function markApplied(tx: Tx, id: string, report: Report, now: Date): Promise<void> {
  await tx
    .updateTable("places.import")
    .set({ applied_at: now, content: null, report: JSON.stringify(report) })
    .where("id", "=", id)
    .execute();
}

/** Replaces the report of a file that would now do something else than was shown. */
export async function renewReport(tx: Tx, id: string, report: Report, now: Date): Promise<void> {
  await tx
    .updateTable("places.import")
    .set({ report: JSON.stringify(report), read_at: now })
    .where("id", "=", id)
    .execute();
}

/** Forgets files that were read before `moment` and never applied. */
export async function forgetUnapplied(tx: Tx, moment: Date): Promise<void> {
  await tx
    .deleteFrom("places.import")
    .where("applied_at", "is", null)
    .where("read_at", "<", moment)
    .execute();
}

export async function retire(tx: Tx, codes: string[], importId: string, now: Date): Promise<void> {
  if (codes.length === 0) return;
  await sql`
    insert into places.retirement (place_code, import_id, retired_at)
    select code, ${importId}::uuid, ${now}::timestamptz from unnest(${codes}::text[]) as code
    on conflict do nothing`.execute(tx);
}

export async function bringBack(tx: Tx, codes: string[]): Promise<void> {
  if (codes.length === 0) return;
  await sql`delete from places.retirement where place_code = any(${codes}::text[])`.execute(tx);
}

/** Saves boundaries; answers how many are new or differ from what was there. */
export async function saveBoundaries(
  tx: Tx,
  boundaries: { code: string; geometry: Geometry }[],
  now: Date,
): Promise<number> {
  if (boundaries.length === 0) return 0;
  const { rows } = await sql`
    insert into places.boundary (place_code, geometry, changed_at)
    select code, geometry::jsonb, ${now}::timestamptz
    from unnest(
      ${boundaries.map(({ code }) => code)}::text[],
      ${boundaries.map(({ geometry }) => JSON.stringify(geometry))}::text[]) as read (code, geometry)
    on conflict (place_code) do update set geometry = excluded.geometry, changed_at = excluded.changed_at
    where boundary.geometry <> excluded.geometry
    returning place_code`.execute(tx);
  return rows.length;
}

/** Counts boundaries of a file that are new or differ, without writing. */
export async function countNewBoundaries(
  db: Db,
  boundaries: { code: string; geometry: Geometry }[],
): Promise<number> {
  if (boundaries.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from unnest(
      ${boundaries.map(({ code }) => code)}::text[],
      ${boundaries.map(({ geometry }) => JSON.stringify(geometry))}::text[]) as read (code, geometry)
    left join places.boundary on boundary.place_code = read.code
    where boundary.geometry is distinct from read.geometry::jsonb`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Which of these places other features' rows refer to, as the foreign keys in the database's own catalogue tell. */
export async function inUse(db: Db, codes: string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const { rows: keys } = await sql<{ schema: string; table: string; column: string }>`
    select space.nspname as schema, relation.relname as table, attribute.attname as column
    from pg_constraint key
    join pg_class relation on relation.oid = key.conrelid
    join pg_namespace space on space.oid = relation.relnamespace
    join pg_attribute attribute on attribute.attrelid = key.conrelid and attribute.attnum = key.conkey[1]
    where key.contype = 'f' and key.confrelid = 'places.place'::regclass and space.nspname <> 'places'`.execute(
    db,
  );
  const used = new Set<string>();
  for (const key of keys) {
    const column = sql.id(key.column);
    const { rows } = await sql<{ code: string }>`
      select distinct ${column} as code from ${sql.id(key.schema, key.table)}
      where ${column} = any(${codes}::text[])`.execute(db);
    for (const row of rows) used.add(row.code);
  }
  return used;
}
