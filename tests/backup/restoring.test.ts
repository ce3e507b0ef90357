import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { zstdDecompressSync } from "node:zlib";
import { PgBoss } from "pg-boss";
import { beforeAll, describe, expect, test } from "vitest";
import { inspect, openArchive } from "../../src/platform/backup/reading.ts";
import { ownDatabase } from "../hub.ts";
import { openSampleHub, type SampleHub } from "../sample-hub.ts";
import { someMember } from "../members.ts";
import { visitor } from "../visitor.ts";
import {
  backUp,
  emptyDatabase,
  now,
  ownFolder,
  restore,
  rowsOf,
  schemaOf,
  sequencesOf,
  withOne,
} from "./tools.ts";

let hub: SampleHub;
let url: string;
let folder: string;
const fileIn = (name: string) => path.join(folder, name);

/** What text formats trip over: tabs, line ends, backslashes, what means "nothing" in one of them, letters beyond two bytes. */
const hard = "\ta\\N\r\nb\\.\n\\x00 \"'; drop table --\u2028 Ә 🦅 \u0001";

beforeAll(async () => {
  hub = await openSampleHub();
  url = hub.settings.database_url ?? "";
  folder = ownFolder();
  await visitor(hub).post("/en/sign-in", { contact: "aisulu@mail.kz" });
  await hub.sessionOf("administrator");
  await hub.db
    .updateTable("hubs.hub")
    .set({ about_kk: hard, about_ru: "" })
    .where("slug", "=", "kokshetau")
    .execute();
  const operation = { id: "00000000-0000-4000-8000-000000000001", act: "test", at: now };
  // What its trigger would write otherwise: a restore brings rows back as they were, not as they would be made today.
  await withOne(url, (client) =>
    client.query(`
      alter table members.membership disable trigger user;
      update members.membership set search = 'by hand' where id = (select min(id::text)::uuid from members.membership);
      alter table members.membership enable trigger user`),
  );
  await hub.db
    .insertInto("platform.operation")
    .values({
      ...operation,
      answer: JSON.stringify({ hard: hard.replace("\u0001", ""), number: 1e21, none: null }),
    })
    .execute();
});

describe("whoever restores a backup on an empty database", () => {
  let restored: string;
  let before: Record<string, string>;
  beforeAll(async () => {
    before = await rowsOf(url);
    await backUp({ url, file: fileIn("plain") });
    restored = await emptyDatabase();
    await restore({ url: restored, file: fileIn("plain") });
  });

  test("finds every row of every table as it was", async () => {
    expect(Object.keys(before).length).toBeGreaterThan(25);
    expect(before).not.toEqual(await rowsOf(await emptyDatabase()));
    expect(await rowsOf(restored)).toEqual(before);
  });

  test("finds sequences where they stood, so that no number is given twice", async () => {
    expect(await sequencesOf(restored)).toEqual(await sequencesOf(url));
  });

  test("finds every index, key and trigger in force", async () => {
    expect(await schemaOf(restored)).toEqual(await schemaOf(url));
    await expect(
      withOne(restored, (client) =>
        client.query("insert into hubs.area values (gen_random_uuid(), '110000000')"),
      ),
    ).rejects.toThrow("foreign key");
    await withOne(restored, async (client) => {
      await client.query(
        "update people.person set surname = 'Арманова', search = 'armanova' where id = (select person_id from members.membership limit 1)",
      );
      const { rows } = await client.query("select from members.membership where search like '% armanova %'");
      expect(rows).toHaveLength(1);
    });
  });

  test("loses no job and doubles none: what waited waits, and is done once", async () => {
    const boss = new PgBoss({
      connectionString: restored,
      schema: "jobs",
      supervise: false,
      schedule: false,
    });
    boss.on("error", () => {});
    await boss.start();
    const [letter, ...others] = await boss.fetch<{ notice: string }>("notices.deliver", { batchSize: 10 });
    await boss.stop({ graceful: false });
    expect(others).toEqual([]);
    const notices = await hub.db.selectFrom("platform.notice").select("id").execute();
    expect(Object.values(letter?.data ?? {})).toEqual(notices.map((each) => each.id));
  });
});

test("a table that no migration makes is in the backup, and whoever restores is told that it has no place", async () => {
  const { url: source } = await ownDatabase();
  // It has no key either, and rows that are the same.
  const made =
    "create table platform.own as select * from (values ('ә', 2), ('а', 1), ('ә', 2)) as t (word, number)";
  await withOne(source, (client) => client.query(made));
  await backUp({ url: source, file: fileIn("own") });
  const archive = await openArchive(fileIn("own"), async () => undefined);
  expect((await inspect(archive)).manifest.tables["platform.own"]?.rows).toBe(3);
  const target = await emptyDatabase();
  expect((await restore({ url: target, file: fileIn("own") })).leftOut).toEqual(["platform.own"]);
  const { "platform.own": _own, ...others } = await rowsOf(source);
  expect(await rowsOf(target)).toEqual(others);
});

test("without us, tar and zstd read what is in a backup", async () => {
  await backUp({ url, file: fileIn("open") });
  const bytes = readFileSync(fileIn("open"));
  const input = zstdDecompressSync(bytes.subarray(bytes.indexOf("\n") + 1));
  const given = { input, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
  const names = execFileSync("tar", ["t"], given).trimEnd().split("\n");
  expect([names[0], names.at(-1)]).toEqual(["about.json", "manifest.json"]);
  const rows = execFileSync("tar", ["xO", "tables/hubs.hub/000000"], given);
  expect(rows.match(/\n/g)).toHaveLength((await hub.db.selectFrom("hubs.hub").select("id").execute()).length);
});

test("nobody's table stands where a backup does not look", async () => {
  const { rows } = await withOne(url, (client) =>
    client.query("select tablename from pg_tables where schemaname = 'public'"),
  );
  expect(rows).toEqual([]);
});

test("a backup shows one moment, while people go on joining", async () => {
  const here = (await hub.db.selectFrom("hubs.hub").select("id").executeTakeFirstOrThrow()).id;
  const evening = new AbortController();
  const people = (async () => {
    while (!evening.signal.aborted) await someMember(hub.db, { hub: here });
  })();
  await sleep(50);
  await backUp({ url, file: fileIn("moment") });
  evening.abort();
  await people;
  const target = await emptyDatabase();
  await restore({ url: target, file: fileIn("moment") });
  const counted = await withOne(target, async (client) => {
    const { rows } = await client.query(`
      select (select count(*) from people.person) as people,
        (select count(*) from people.person where exists (
          select from members.membership where person_id = person.id) or exists (
          select from members.post where person_id = person.id)) as settled,
        (select count(*) from members.membership) as members,
        (select count(distinct membership_id) from members.status_change) as changed`);
    return rows[0] as Record<string, number>;
  });
  expect(counted["settled"]).toBe(counted["people"]);
  expect(counted["changed"]).toBe(counted["members"]);
});
