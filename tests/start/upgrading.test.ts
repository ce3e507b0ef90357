import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { knownMigrations, migrate } from "../../src/platform/db/migrate.ts";
import { connect } from "../../src/platform/db/pool.ts";
import { emptyDatabase, schemaOf, withOne } from "../backup/tools.ts";
import { emptyFolder, startHub, visit } from "./process.ts";

/** The schema without the queue's, which has versions of its own. */
const ourSchemaOf = async (url: string) => (await schemaOf(url)).filter((line) => !/\bjobs\./.test(line));

async function databaseAt(migrations: string[]): Promise<string> {
  const url = await emptyDatabase();
  const db = connect(url, { max: 1 });
  await migrate(db, migrations);
  await db.destroy();
  return url;
}

test("a newer hub that is killed while it upgrades, and then started twice at once, opens twice on one upgraded database", async () => {
  const url = await databaseAt(knownMigrations().slice(0, 4));
  const [old, newest] = [await ourSchemaOf(url), await ourSchemaOf(await databaseAt(knownMigrations()))];
  const env = { DATABASE_URL: url, SECRET: "one secret for every process of this hub" };
  const killed = await startHub({ dir: emptyFolder(), env });
  await killed.says("writing a backup to");
  killed.signal("SIGKILL");
  await killed.ended;
  expect([old.join(), newest.join()]).toContain((await ourSchemaOf(url)).join());

  const dirs = [emptyFolder(), emptyFolder()];
  const hubs = await Promise.all(dirs.map((dir) => startHub({ dir, env })));
  for (const hub of hubs) await hub.ready();
  expect(await Promise.all(hubs.map((hub) => visit(hub)))).toEqual([200, 200]);
  expect(await ourSchemaOf(url)).toEqual(newest);
  const { rows } = await withOne(url, (client) =>
    client.query("select name from platform.migration order by name"),
  );
  expect((rows as { name: string }[]).map((row) => row.name)).toEqual(knownMigrations());
  const backups = dirs.flatMap((dir) =>
    readdirSync(dir).includes("backups") ? readdirSync(path.join(dir, "backups")) : [],
  );
  expect(backups.every((name) => /^before-.+[.]dostyq$/.test(name))).toBe(true);
  for (const hub of hubs) hub.signal("SIGTERM");
  expect(await Promise.all(hubs.map((hub) => hub.ended))).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
});
