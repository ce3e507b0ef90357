import { Client } from "pg";
import { startDatabase } from "../../src/platform/db/server.ts";

/**
 * What is wrong with the files of a database that is not running: every page read from the disk against its checksum,
 * every table and index against its own rules (amcheck). Empty when all is sound.
 */
export async function unsound(dir: string): Promise<string[]> {
  const server = await startDatabase({ dir, log: () => {} });
  const client = new Client({ connectionString: server.urlOf("dostyq", "postgres") });
  await client.connect();
  try {
    const rows = async <Row>(statement: string) => (await client.query(statement)).rows as Row[];
    const [{ data_checksums: sums } = { data_checksums: "" }] = await rows<{ data_checksums: string }>(
      "show data_checksums",
    );
    await rows("create extension if not exists amcheck; create extension if not exists pg_prewarm");
    const relations = await rows<{ name: string; kind: string; method: string; unlogged: boolean }>(`
      select c.oid::regclass::text as name, c.relkind as kind, coalesce(a.amname, '') as method
      from pg_class c left join pg_am a on a.oid = c.relam
      where c.relkind in ('r', 'i', 't', 'm', 'S')`);
    const wrong: string[] = sums === "on" ? [] : ["checksums are off"];
    for (const { name, kind, method } of relations)
      for (const [what, statement] of checksOf(kind, method))
        await client.query(statement, [name]).then(
          ({ rows: found }) => wrong.push(...found.map((row) => `${name}: ${JSON.stringify(row)}`)),
          (error: Error) => wrong.push(`${name} (${what}): ${error.message}`),
        );
    const [sum] = await rows<{ failures: number }>(
      "select sum(checksum_failures)::int as failures from pg_stat_database",
    );
    if (sum?.failures) wrong.push(`${sum.failures} pages with a wrong checksum`);
    if (relations.length < 100) wrong.push(`only ${relations.length} relations were looked at`);
    return wrong;
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Statements that answer a row for each fault, or fail. */
function checksOf(kind: string, method: string): [string, string][] {
  const read: [string, string] = ["pages", "select from pg_prewarm($1::regclass, 'buffer') having false"];
  if (kind === "r" || kind === "t" || kind === "m")
    return [read, ["heap", "select * from verify_heapam($1::regclass)"]];
  if (method === "btree")
    return [
      read,
      [
        "order",
        "select from (select bt_index_parent_check($1::regclass, true, true)) as checked where false",
      ],
    ];
  if (method === "gin")
    return [read, ["entries", "select from (select gin_index_check($1::regclass)) as checked where false"]];
  return [read];
}
