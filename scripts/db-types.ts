// Writes src/platform/db/schema.ts from a database migrated to this version.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Kysely, PostgresDialect as KyselyPostgres, sql } from "kysely";
import { generate, Logger, PostgresDialect } from "kysely-codegen";
import { Pool } from "pg";
import { migrate } from "../src/platform/db/migrate.ts";
import { connect } from "../src/platform/db/pool.ts";
import { root } from "../src/platform/root.ts";

export const schemaFile = path.join(root, "src/platform/db/schema.ts");

/** The types of every table and view of the database at `url`, but for the queue's own. */
export async function typesOf(url: string): Promise<string> {
  const db = new Kysely<unknown>({
    dialect: new KyselyPostgres({ pool: new Pool({ connectionString: url, max: 1 }) }),
  });
  try {
    return await generate({
      db,
      dialect: new PostgresDialect({ dateParser: "string" }),
      typeMapping: { int8: "number" },
      excludePattern: "jobs.*",
      outFile: null,
      logger: new Logger("silent"),
    });
  } finally {
    await db.destroy();
  }
}

if (import.meta.main) {
  const { startDatabase } = await import("../src/platform/db/server.ts");
  const server = await startDatabase({
    dir: path.join(root, "var/test"),
    log: () => {},
    settings: { fsync: "off" },
  });
  const name = `types_${process.pid}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const main = connect(server.url, { max: 1 });
  await sql`create database ${sql.id(name)}`.execute(main);
  try {
    const db = connect(url.href, { max: 1 });
    await migrate(db);
    await db.destroy();
    writeFileSync(schemaFile, await typesOf(url.href));
    console.log(`Written: ${path.relative(root, schemaFile)}`);
  } finally {
    await sql`drop database ${sql.id(name)} with (force)`.execute(main);
    await main.destroy();
    await server.stop();
  }
}
