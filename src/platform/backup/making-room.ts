import type { ClientBase } from "pg";

/** What belongs to a table of ours and stands in the way of many rows; the queue's tables stay as they are. */
const ours = `relnamespace in (select oid from pg_namespace
    where nspname not in ('public', 'information_schema', 'jobs') and nspname !~ '^pg_')
  and relowner = (select relowner from pg_class where oid = to_regclass('platform.migration'))`;

const table = "format('%I.%I', relnamespace::regnamespace::text, relname)";

/** How each thing is taken away and brought back; foreign keys before the indexes on which they lean. */
const things = [
  `select format('alter table %s disable trigger %I', ${table}, tgname) as away,
     format('alter table %s enable %s trigger %I', ${table}, case tgenabled when 'A' then 'always' else '' end, tgname) as back
   from pg_trigger join pg_class on pg_class.oid = tgrelid
   where not tgisinternal and tgparentid = 0 and tgenabled in ('O', 'A') and ${ours}`,
  `select format('alter table %s drop constraint %I', ${table}, conname) as away,
     format('alter table %s add constraint %I %s', ${table}, conname, pg_get_constraintdef(pg_constraint.oid)) as back
   from pg_constraint join pg_class on pg_class.oid = conrelid
   where contype = 'f' and conparentid = 0 and ${ours}`,
  `select format('drop index %s', ${table}) as away, pg_get_indexdef(indexrelid) as back
   from pg_index join pg_class on pg_class.oid = indexrelid
   where not indisprimary and not exists (select from pg_inherits where inhrelid = indexrelid)
     and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x')) and ${ours}`,
];

/**
 * Takes triggers, foreign keys and indexes away, so that rows come in in any order, unchanged and quickly; answers what
 * brings them back. The owner of the tables may do all of it, where silencing foreign keys needs a superuser.
 */
export async function makeRoom(client: ClientBase): Promise<string> {
  await client.query("set local search_path = ''"); // definitions then name the schema of everything
  const found: { away: string; back: string }[] = [];
  for (const thing of things) found.push(...(await client.query<{ away: string; back: string }>(thing)).rows);
  await client.query("set local search_path to default");
  await client.query(found.map(({ away }) => away).join(";"));
  return found
    .map(({ back }) => back)
    .toReversed()
    .join(";");
}
