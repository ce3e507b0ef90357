import { setTimeout } from "node:timers/promises";
import iconv from "iconv-lite";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import type { Db } from "../../platform/db/pool.ts";
import { Forbidden, NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { applyImport, type File, importPlaces, previewImport } from "./actions.ts";
import { loadSamplePlaces } from "./sample.ts";
import { getImport, lockImports } from "./store/imports.ts";
import { getPlace } from "./store/tree.ts";

const now = new Date("2026-11-22T06:00:00Z");
const later = new Date("2026-11-24T06:00:00Z");
const person = (...posts: Actor["posts"]): Actor => ({
  id: "0197a3c0-0000-7000-8000-000000000001",
  session: "",
  given_name: "Асқар",
  language: "kk",
  posts,
});
const administrator = person({ post: "administrator", hub: null });

const rows = {
  region: "1;0;110000000;Акмолинская область",
  district: "2;1;115600000;Зерендинский район",
  zerenda: "3;2;115630100;с.Зеренда",
  algabas: "4;2;115630200;с.Алгабас",
  azat: "5;2;115630300;с.Азат",
};
const kato = (lines: string[] = Object.values(rows)): File => ({
  name: "kato.csv",
  format: "kato",
  bytes: iconv.encode(["id;parent_id;code;name", ...lines].join("\n"), "utf-8"),
});

let db: Db;
let database: Promise<{ db: Db }> | undefined;
beforeEach(async () => {
  ({ db } = await (database ??= ownDatabase()));
  await sql`truncate places.place, places.import, platform.audit_entry cascade`.execute(db);
});

const state = async () => ({
  places: await db.selectFrom("places.place").selectAll().orderBy("code").execute(),
  gone: await db.selectFrom("places.retirement").select("place_code").orderBy("place_code").execute(),
  imports: (await db.selectFrom("places.import").select("id").execute()).length,
  traces: (await db.selectFrom("platform.audit_entry").select("act").execute()).length,
});
const counts = (done: Awaited<ReturnType<typeof importPlaces>>) =>
  done.kind === "refused"
    ? done.problems
    : {
        kind: done.kind,
        added: done.report.added.count,
        renamed: done.report.renamed.count,
        removed: done.report.removed.count,
        returned: done.report.returned,
        same: done.report.same,
      };
const nothing = { kind: "nothing", added: 0, renamed: 0, removed: 0, returned: 0 };

describe("an administrator who imports the classifier", () => {
  test("gets its places, and no change by importing it again", async () => {
    expect(counts(await importPlaces(db, administrator, kato(), now))).toMatchObject({
      kind: "applied",
      added: 6,
    });
    const before = await state();
    expect(counts(await importPlaces(db, administrator, kato(), later))).toEqual({ ...nothing, same: 5 });
    expect(await state()).toEqual(before);
  });

  test("leaves a trace that names them, and only where something changed", async () => {
    await importPlaces(db, administrator, kato(), now);
    await importPlaces(db, administrator, kato(), now);
    const traces = await db
      .selectFrom("platform.audit_entry")
      .select(["act", "actor_id", "subject_kind"])
      .execute();
    expect(traces).toEqual([{ act: "places.import", actor_id: administrator.id, subject_kind: "import" }]);
  });

  test("reads of renamed and removed places; the removed one stays, but out of the register", async () => {
    await importPlaces(db, administrator, kato(), now);
    const next = kato([rows.region, rows.district, rows.zerenda, "4;2;115630200;с.Жаңа Алғабас"]);
    const done = await importPlaces(db, administrator, next, later);
    expect(counts(done)).toMatchObject({ renamed: 1, removed: 1, same: 3 });
    expect(await getPlace(db, "115630300")).toMatchObject({ name_ru: "Азат", retired_at: later });
    expect(counts(await importPlaces(db, administrator, kato(), later))).toMatchObject({
      renamed: 1,
      returned: 1,
    });
    expect((await getPlace(db, "115630300"))?.retired_at).toBeNull();
  });

  test("reads which of the removed places somebody lives or works in", async () => {
    await importPlaces(db, administrator, kato(), now);
    await sql`create schema if not exists elsewhere`.execute(db);
    await sql`create table if not exists elsewhere.visit (village text references places.place)`.execute(db);
    await sql`insert into elsewhere.visit values ('115630300')`.execute(db);
    const short = kato([rows.region, rows.district, rows.zerenda]);
    const done = await importPlaces(db, administrator, short, later);
    expect(
      done.kind === "applied" && done.report.removed.first.map(({ code, in_use }) => [code, in_use]),
    ).toEqual([
      ["115630300", true],
      ["115630200", false],
    ]);
    expect(await getPlace(db, "115630300")).toBeDefined();
    await sql`drop schema elsewhere cascade`.execute(db);
  });

  test("changes nothing with a dry run", async () => {
    const before = await state();
    const done = await importPlaces(db, administrator, kato(), now, { dryRun: true });
    expect(counts(done)).toMatchObject({ kind: "nothing", added: 6 });
    expect(await state()).toEqual(before);
  });

  test("changes nothing with a file that has one bad row, and reads which", async () => {
    await importPlaces(db, administrator, kato(), now);
    const before = await state();
    const bad = kato([...Object.values(rows), "6;2;115630400;с.Жа?а"]);
    expect(counts(await importPlaces(db, administrator, bad, later))).toEqual([
      { row: 7, reason: "question_mark", value: "с.Жа?а" },
    ]);
    expect(await state()).toEqual(before);
  });

  test("finds the register as it was when the database fails halfway", async () => {
    await importPlaces(db, administrator, kato(), now);
    const before = await state();
    await sql`create function elsewhere_fails() returns trigger language plpgsql as
      $$ begin raise exception 'full'; end $$`.execute(db);
    await sql`create trigger fails before insert on platform.audit_entry
      for each row execute function elsewhere_fails()`.execute(db);
    const next = kato([rows.region, rows.district, "3;2;115630100;с.Жаңа Зеренді"]);
    await expect(importPlaces(db, administrator, next, later)).rejects.toThrow("full");
    await sql`drop function elsewhere_fails cascade`.execute(db);
    expect(await state()).toEqual(before);
  });

  test("has to say yes before half a file takes half the places away", async () => {
    const many = Array.from(
      { length: 60 },
      (_, index) => `${index + 10};2;1156301${index + 10};с.Село ${index}`,
    );
    await importPlaces(db, administrator, kato([rows.region, rows.district, ...many]), now);
    const half = kato([rows.region, rows.district, ...many.slice(0, 30)]);
    expect(counts(await importPlaces(db, administrator, half, now))).toEqual([
      { row: 0, reason: "takes_too_much", value: "30" },
    ]);
    expect(counts(await importPlaces(db, administrator, half, now, { manyRemovals: true }))).toMatchObject({
      kind: "applied",
      removed: 30,
    });
  });

  test("waits for another import and compares with what that one left", async () => {
    let second: ReturnType<typeof importPlaces> | undefined;
    await db.transaction().execute(async (tx) => {
      await lockImports(tx);
      second = importPlaces(db, administrator, kato(), now);
      await setTimeout(200);
      await sql`insert into places.place (code, level, kind, name_ru, folded, rural, changed_at)
        values ('000000000', 'country', 'country', 'Казахстан', '| kazakhstan|', false, now())`.execute(tx);
    });
    expect(counts((await second)!)).toMatchObject({ kind: "applied", added: 5 });
  });
});

describe("a file that is looked at first", () => {
  test("changes nothing until somebody says yes, and is then forgotten but for its report", async () => {
    const read = await previewImport(db, administrator, kato(), now);
    expect(read).toMatchObject({ kind: "read", report: { added: { count: 6 } } });
    expect((await state()).places).toEqual([]);
    const id = read.kind === "read" ? read.id : "";
    expect(await applyImport(db, administrator, id, later)).toMatchObject({ kind: "applied" });
    expect((await state()).places).toHaveLength(6);
    expect(await getImport(db, id)).toMatchObject({ content: null, applied_at: later });
  });

  test("is applied once, however often yes is said", async () => {
    const read = await previewImport(db, administrator, kato(), now);
    const id = read.kind === "read" ? read.id : "";
    const both = await Promise.all([1, 2].map(() => applyImport(db, administrator, id, later)));
    expect(both.map(({ kind }) => kind)).toEqual(["applied", "applied"]);
    expect((await state()).traces).toBe(1);
  });

  test("is shown anew when the register changed meanwhile", async () => {
    const read = await previewImport(db, administrator, kato(), now);
    const id = read.kind === "read" ? read.id : "";
    await importPlaces(db, "installation", kato([rows.region, rows.district]), now);
    expect(await applyImport(db, administrator, id, later)).toMatchObject({
      kind: "changed",
      report: { added: { count: 3 } },
    });
    expect((await state()).places).toHaveLength(3);
    expect(await applyImport(db, administrator, id, later)).toMatchObject({ kind: "applied" });
    expect((await state()).places).toHaveLength(6);
  });

  test("is forgotten after a day, when the next one is read", async () => {
    const read = await previewImport(db, administrator, kato(), now);
    await previewImport(db, administrator, kato([rows.region]), later);
    await expect(applyImport(db, administrator, read.kind === "read" ? read.id : "", later)).rejects.toThrow(
      NotFound,
    );
  });
});

describe("somebody who is not an administrator", () => {
  const others = [
    person(),
    person({ post: "coordinator", hub: "0197a3c0-0000-7000-8000-00000000000a" }),
    person({ post: "national_coordinator", hub: null }),
  ];

  test("cannot read in, look at or apply a file", async () => {
    const read = await previewImport(db, administrator, kato(), now);
    const id = read.kind === "read" ? read.id : "";
    for (const who of others) {
      await expect(importPlaces(db, who, kato(), now)).rejects.toThrow(Forbidden);
      await expect(previewImport(db, who, kato(), now)).rejects.toThrow(Forbidden);
      await expect(applyImport(db, who, id, now)).rejects.toThrow(Forbidden);
    }
    expect((await state()).places).toEqual([]);
  });
});

describe("boundaries", () => {
  const square = [
    [
      [70, 52],
      [71, 52],
      [71, 53],
      [70, 53],
      [70, 52],
    ],
  ];
  const borders = (code: string): File => ({
    name: "borders.geojson",
    format: "geojson",
    bytes: Buffer.from(
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          {
            type: "Feature",
            properties: { code, name_kk: "Зеренді", name_ru: "Зеренда" },
            geometry: { type: "Polygon", coordinates: square },
          },
        ],
      }),
    ),
  });

  test("come to the place of their code with its names, once", async () => {
    await importPlaces(db, administrator, kato(), now);
    const done = await importPlaces(db, administrator, borders("115600000"), now);
    expect(done).toMatchObject({ kind: "applied", report: { boundaries: 1, detailed: { count: 1 } } });
    expect(await getPlace(db, "115600000")).toMatchObject({ name_kk: "Зеренді", name_ru: "Зерендинский" });
    expect(await importPlaces(db, administrator, borders("115600000"), now)).toMatchObject({
      kind: "nothing",
    });
  });

  test("of a place nobody knows are refused", async () => {
    await importPlaces(db, administrator, kato(), now);
    expect(counts(await importPlaces(db, administrator, borders("999999999"), now))).toEqual([
      { row: 1, reason: "unknown_place", value: "999999999" },
    ]);
  });
});

describe("the sample", () => {
  test("holds the regions, Akmola's districts and at least 150 settlements, all four Алгабас among them", async () => {
    await loadSamplePlaces(db, now);
    const { places } = await state();
    const akmola = places.filter((place) => place.region_code === "110000000");
    expect(places.filter((place) => place.level === "region")).toHaveLength(20);
    expect(akmola.filter((place) => place.level === "district")).toHaveLength(20);
    expect(akmola.filter((place) => place.inhabited).length).toBeGreaterThanOrEqual(150);
    expect(akmola.filter((place) => place.inhabited && place.name_ru === "Алгабас")).toHaveLength(4);
    const districts = new Set(akmola.filter((place) => place.inhabited).map((place) => place.district_code));
    expect(districts.size).toBe(20);
  });

  test("has the cities of all hubs, with coordinates", async () => {
    await loadSamplePlaces(db, now);
    for (const code of ["111010000", "471010000", "710000000", "790000000", "750000000", "101010000"])
      expect(await getPlace(db, code)).toMatchObject({ kind: "city", latitude: expect.any(Number) });
  });

  test("can be loaded again", async () => {
    await loadSamplePlaces(db, now);
    const before = await state();
    await loadSamplePlaces(db, later);
    expect(await state()).toEqual(before);
  });
});
