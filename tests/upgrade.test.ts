import { copyFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { upgrade } from "../src/platform/backup/upgrade.ts";
import { readSettings, type Settings } from "../src/platform/config.ts";
import { knownMigrations, migrate } from "../src/platform/db/migrate.ts";
import { connect, onClient } from "../src/platform/db/pool.ts";
import { lastBackup } from "../src/platform/backup/records.ts";
import { emptyDatabase, ownFolder, restore, rowsOf, schemaOf, withOne } from "./backup/tools.ts";

const older = knownMigrations().slice(0, 4);
const full = process.env["FULL"] === "yes";
let newest: string[];
beforeAll(async () => {
  newest = await schemaOf(await databaseAt(knownMigrations()));
});

/** A database as an older version left it, with something in it. */
async function databaseAt(migrations: string[]): Promise<string> {
  const url = await emptyDatabase();
  const db = connect(url, { max: 1 });
  await migrate(db, migrations);
  await db.destroy();
  await withOne(url, (client) =>
    client.query(
      `insert into places.place (code, level, kind, name_kk, folded, rural, changed_at)
       values ('000000000', 'country', 'country', 'Қазақстан', '', false, '2026-01-01')`,
    ),
  );
  return url;
}

type Ending = "killed" | "cut off by the server";

/** Upgrades over a connection that is lost as soon as its statement number `last` has been sent; tells how many it sent. */
async function upgradeUntil(url: string, last: number, ending: Ending): Promise<number> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const send = client.query.bind(client) as (...words: unknown[]) => unknown;
  let sent = 0;
  const counted = (...words: unknown[]) => {
    sent += 1;
    const answer = send(...words);
    if (sent === last && ending === "killed") socketOf(client).destroy();
    if (sent === last && ending !== "killed")
      void withOne(url, (other) => other.query("select pg_terminate_backend($1)", [rows[0]?.pid]));
    return answer;
  };
  Object.assign(client, { query: counted });
  await migrate(onClient(client)).catch(() => {});
  await client.end().catch(() => {});
  await gone(url, rows[0]?.pid);
  return sent;
}

const socketOf = (client: Client) =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** Waits until the server has noticed: it ends what it was doing first. */
async function gone(url: string, pid: number | undefined): Promise<void> {
  for (;;) {
    const found = await withOne(url, (client) =>
      client.query("select from pg_stat_activity where pid = $1", [pid]),
    );
    if (found.rowCount === 0) return;
    await sleep(5);
  }
}

describe("an upgrade that is killed", () => {
  test("at any of its statements leaves the database old or new, and the next start finishes it", async () => {
    const url = await databaseAt(older);
    const before = { schema: await schemaOf(url), rows: await rowsOf(url) };
    const statements = await upgradeUntil(await databaseAt(older), Infinity, "killed");
    expect(statements).toBeGreaterThan(50);
    const all = Array.from({ length: statements }, (_, index) => index + 1);
    // Here every fifth and the last ones, among them the commit; all of them with FULL=yes.
    const tried = all.filter((number) => full || number % 5 === 1 || number > statements - 3);
    const states = new Set<string>();
    for (const number of tried) {
      await upgradeUntil(url, number, number % 2 ? "killed" : "cut off by the server");
      const schema = await schemaOf(url);
      const state =
        schema.join() === before.schema.join() ? "old" : schema.join() === newest.join() ? "new" : "between";
      states.add(state);
      expect(state, `killed at statement ${number} of ${statements}`).not.toBe("between");
      if (state === "new") break;
      expect(await rowsOf(url)).toEqual(before.rows);
    }
    expect([...states].sort()).toEqual(["new", "old"]);
    const db = connect(url, { max: 1 });
    await migrate(db);
    await db.destroy();
    expect(await schemaOf(url)).toEqual(newest);
    expect((await rowsOf(url))["places.place"]).toBe(before.rows["places.place"]);
    // Every migration adds statements to be killed at.
  }, 120_000);

  test("never runs beside another: of two at once, one migrates and the other finds it done", async () => {
    const url = await databaseAt(older);
    const both = [connect(url, { max: 1 }), connect(url, { max: 1 })];
    const steps = await Promise.all(both.map((db) => migrate(db)));
    await Promise.all(both.map((db) => db.destroy()));
    expect(steps.map((each) => each.length).sort()).toEqual([0, knownMigrations().length - older.length]);
    expect(await schemaOf(url)).toEqual(newest);
  });
});

describe("a newer version", () => {
  const settingsOf = (folder: string, given = {}): Settings => ({
    ...readSettings({ VAR_DIR: folder, SECRET: "s".repeat(40) }),
    ...given,
  });
  const now = new Date("2026-11-22T06:00:00Z");

  async function upgradeOn(url: string, settings: Settings) {
    const said: string[] = [];
    const db = connect(url, { max: 2 });
    try {
      const steps = await upgrade(db, { settings, say: (line) => said.push(line), now });
      return { steps, said, last: await lastBackup(db) };
    } finally {
      await db.destroy();
    }
  }

  test("backs the database up before it changes it, so that there is a way back", async () => {
    const url = await databaseAt(older);
    const before = { rows: await rowsOf(url), schema: await schemaOf(url) };
    const folder = ownFolder();
    const { steps, said, last } = await upgradeOn(url, settingsOf(folder));
    expect(steps).toEqual(knownMigrations().slice(4));
    const [name = ""] = readdirSync(path.join(folder, "backups"));
    expect(name).toMatch(/^before-\d+\.\d+\.\d+-20261122T0600\.dostyq$/);
    expect(said.join("\n")).toContain(`writing a backup to ${path.join(folder, "backups", name)} first`);
    expect(last.good).toMatchObject({ kind: "upgrade", rows: older.length + 3 });
    const target = await emptyDatabase();
    const file = path.join(folder, "backups", name);
    expect((await restore({ url: target, file })).steps).toEqual(steps);
    expect(await schemaOf(target)).toEqual(newest);
    expect((await rowsOf(target))["places.place"]).toBe(before.rows["places.place"]);
  });

  test("changes nothing where the backup cannot be written, and says how to go on", async () => {
    const url = await databaseAt(older);
    const before = await schemaOf(url);
    const folder = ownFolder();
    copyFileSync(import.meta.filename, path.join(folder, "backups"));
    await expect(upgradeOn(url, settingsOf(folder))).rejects.toThrow(
      /^The database was not brought to this version, because the backup before it failed: .+ BACKUP_KEEP=0 upgrades without one\.$/,
    );
    expect(await schemaOf(url)).toEqual(before);
    await upgradeOn(url, settingsOf(folder, { backup_keep: 0 }));
    expect(await schemaOf(url)).toEqual(newest);
  });

  test("writes no backup where there is nothing to lose or nothing to change", async () => {
    const folder = ownFolder();
    const url = await emptyDatabase();
    for (const steps of [knownMigrations(), []])
      expect((await upgradeOn(url, settingsOf(folder))).steps).toEqual(steps);
    expect(readdirSync(folder)).toEqual([]);
  });
});
