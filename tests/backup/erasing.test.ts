import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { erasePerson } from "../../src/app.ts";
import { logErasures, readErasureLog } from "../../src/platform/backup/erasures.ts";
import { ownDatabase } from "../hub.ts";
import { someHub, someMember } from "../members.ts";
import type { Db } from "../../src/platform/db/pool.ts";
import { backUp, emptyDatabase, now, ownFolder, restore, rowsOf, withOne } from "./tools.ts";

let db: Db;
let url: string;
let here: string;
let folder: string;
let log: string;
const fileIn = (name: string) => path.join(folder, name);
const erase = (person: string) => db.transaction().execute((tx) => erasePerson(tx, person, now));

beforeAll(async () => {
  ({ db, url } = await ownDatabase());
  here = await someHub(db, { slug: "kokshetau" });
  folder = ownFolder();
  log = fileIn("erasures.log");
});

describe("somebody who was erased after a backup", () => {
  test("is forgotten again when it is restored, and so is nobody else", async () => {
    const canary = {
      surname: "Канарейкина",
      contact: { kind: "mail", value: "canary@example.org" },
    } as const;
    const gone = await someMember(db, { hub: here, ...canary });
    const stays = await someMember(db, { hub: here, surname: "Қалаева" });
    await backUp({ url, file: fileIn("before") });
    await erase(gone);
    await logErasures(db, log);
    const target = await emptyDatabase();
    const restored = await restore({ url: target, file: fileIn("before"), since: readErasureLog(log) });
    expect(restored.erased).toBe(1);
    const rows = await withOne(target, async (client) => ({
      named: (await client.query("select id from people.person where surname <> ''")).rows as unknown,
      told: (
        await client.query("select act, subject_id from platform.audit_entry where act = 'audit.erase_again'")
      ).rows as unknown,
      erased: (await client.query("select person_id, at from platform.erasure")).rows as unknown,
    }));
    expect(rows).toEqual({
      named: [{ id: stays }],
      told: [{ act: "audit.erase_again", subject_id: gone }],
      erased: [{ person_id: gone, at: now }],
    });
    expect(await textOf(target)).not.toMatch(/канарейк|kanareik|canary/i);
  });

  test("stays erased in every backup after it, without any log", async () => {
    await backUp({ url, file: fileIn("after") });
    const target = await emptyDatabase();
    const restored = await restore({ url: target, file: fileIn("after"), since: readErasureLog(log) });
    expect(restored.erased).toBe(0);
    expect(await rowsOf(target)).toEqual(await rowsOf(url));
  });
});

/** Everything that a database holds, as one text. */
const textOf = (url: string): Promise<string> =>
  withOne(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information)'",
    );
    let text = "";
    for (const { name } of rows)
      text += JSON.stringify((await client.query(`select t::text from ${name} t`)).rows);
    return text;
  });

describe("the erasure log", () => {
  const lines = () => readFileSync(log, "utf8").trimEnd().split("\n");

  test("gets each person once, as a moment and a number and nothing else", async () => {
    const one = await someMember(db, { hub: here });
    await erase(one);
    await logErasures(db, log);
    await logErasures(db, log);
    expect(lines().filter((each) => each.endsWith(one))).toEqual([`${now.toISOString()} ${one}`]);
  });

  test("is written anew where it was lost, and mended where its last line was cut", async () => {
    const whole = lines().sort();
    truncateSync(log, readFileSync(log).length - 10);
    expect(readErasureLog(log).erasures).toHaveLength(whole.length - 1);
    await logErasures(db, log);
    expect(lines().sort()).toEqual(whole);
    rmSync(log);
    await logErasures(db, log);
    expect(lines().sort()).toEqual(whole);
  });

  test("that is something else is refused, with the line that is wrong", () => {
    writeFileSync(fileIn("other"), readFileSync(log));
    appendFileSync(fileIn("other"), "and my cat\n");
    expect(() => readErasureLog(fileIn("other"))).toThrow(
      /other is no erasure log: its line \d+ is not a moment/,
    );
    expect(() => readErasureLog(fileIn("nowhere"))).toThrow(
      /^The erasure log \S+nowhere cannot be read: ENOENT/,
    );
    mkdirSync(fileIn("folder"));
    expect(() => readErasureLog(fileIn("folder"))).toThrow(/cannot be read: EISDIR/);
  });
});
