import { type ClientBase, escapeIdentifier as quoted } from "pg";

export type Table = {
  /** As `people.person`. */
  name: string;
  /** The same as SQL may use it. */
  sql: string;
  /** Whatever is stored; generated columns are computed anew. */
  columns: string[];
  /** What puts its rows, as `t`, in an order that is always the same one. */
  order: string;
};

/** What of the queue's schema belongs to its users; the rest is the queue's own account of this very database. */
const queueTables = ["queue", "job", "job_dependency", "schedule", "subscription"];

/** Every table of ours, those of the queue last and in the order in which they can be filled. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Omit<Table, "sql"> & { schema: string; relation: string }>(
    `select nspname as schema, relname as relation, nspname || '.' || relname as name,
       array(select attname::text from pg_attribute
         where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
       coalesce(
         (select string_agg(
             quote_ident(attname) || case when attcollation <> 0 then ' collate "C"' else '' end, ', ' order by place)
           from pg_constraint, unnest(conkey) with ordinality as key (number, place), pg_attribute
           where conrelid = c.oid and contype = 'p' and attrelid = c.oid and attnum = number),
         't::text collate "C"') as "order"
     from pg_class c join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p') and not relispartition and relpersistence = 'p'
       and nspname not in ('public', 'information_schema') and nspname !~ '^pg_'
       and (nspname <> 'jobs' or relname = any($1))
       and relowner = (select relowner from pg_class where oid = to_regclass('platform.migration'))
     order by nspname = 'jobs', case when nspname = 'jobs' then array_position($1, relname::text) end, nspname, relname`,
    [queueTables],
  );
  return rows.map(({ schema, relation, ...row }) => ({
    ...row,
    sql: `${quoted(schema)}.${quoted(relation)}`,
  }));
}

/** The statement that gives a table's rows as text, the same bytes for the same rows on every server. */
export const copyOut = ({ sql, columns, order }: Table): string =>
  `copy (select ${columns.map(quoted).join(", ")} from ${sql} as t order by ${order}) to stdout`;

/** The settings under which rows become text and text becomes rows. */
export const plainText = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

export type Sequence = { name: string; value: string; called: boolean };

/** Where every sequence of ours stands. */
export async function listSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select schemaname || '.' || sequencename as name, coalesce(last_value, start_value)::text as value,
       last_value is not null as called
     from pg_sequences
     where schemaname not in ('public', 'information_schema', 'jobs') and schemaname !~ '^pg_'
       and sequenceowner = (select tableowner from pg_tables where schemaname = 'platform' and tablename = 'migration')
     order by 1`,
  );
  return rows;
}

/** The migrations that were applied, oldest first; none where the database is new. */
export async function listMigrations(client: ClientBase): Promise<string[]> {
  if (!(await exists(client, "platform.migration"))) return [];
  const { rows } = await client.query<{ name: string }>("select name from platform.migration order by name");
  return rows.map((row) => row.name);
}

/** The version of the queue's own schema; null where there is none. */
export async function readQueueVersion(client: ClientBase): Promise<number | null> {
  if (!(await exists(client, "jobs.version"))) return null;
  const { rows } = await client.query<{ version: number }>("select version from jobs.version");
  return rows[0]?.version ?? null;
}

export async function exists(client: ClientBase, relation: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>("select to_regclass($1) is not null as found", [
    relation,
  ]);
  return rows[0]?.found ?? false;
}
