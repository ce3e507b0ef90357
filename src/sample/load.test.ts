import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../tests/hub.ts";
import { someMember } from "../../tests/members.ts";
import { someHub } from "../../tests/members.ts";
import { ageOn } from "../features/people/index.ts";
import type { Db } from "../platform/db/pool.ts";
import { speak } from "../platform/i18n/language.ts";
import { Refusal } from "../platform/refusal.ts";
import { loadSample, samplePeople } from "./load.ts";

const now = new Date("2026-11-22T06:00:00Z");
const today = "2026-11-22";
let db: Db;

type Row = Awaited<ReturnType<typeof everybody>>[number];
let people: Row[];
let inKokshetau: Row[];

const everybody = (db: Db) =>
  db
    .selectFrom("members.membership as membership")
    .innerJoin("people.person as person", "person.id", "membership.person_id")
    .innerJoin("hubs.hub as hub", "hub.id", "membership.hub_id")
    .innerJoin("places.v_settlement as village", "village.code", "person.settlement_code")
    .selectAll("person")
    .select([
      "membership.status",
      "membership.joined_at",
      "membership.status_at",
      "membership.search as found_by",
    ])
    .select([
      "hub.slug",
      "hub.consent_age",
      "hub.lowest_age",
      "hub.highest_age",
      "hub.opened_on",
      "village.region_code",
    ])
    .orderBy("person.id")
    .execute();

beforeAll(async () => {
  ({ db } = await ownDatabase());
  await loadSample(db, now);
  people = await everybody(db);
  inKokshetau = people.filter((row) => row.slug === "kokshetau");
});

describe("the sample", () => {
  test("has 340 people in Kokshetau from at least 60 settlements of Akmola, and some in five other hubs", () => {
    expect(inKokshetau).toHaveLength(340);
    expect(new Set(inKokshetau.map((row) => row.settlement_code)).size).toBeGreaterThanOrEqual(60);
    expect(new Set(inKokshetau.map((row) => row.region_code))).toEqual(new Set(["110000000"]));
    const others = Object.groupBy(people, (row) => row.slug);
    expect(Object.keys(others).sort()).toEqual([
      "aktau",
      "almaty",
      "astana",
      "kokshetau",
      "semey",
      "shymkent",
    ]);
    for (const rows of Object.values(others)) expect(rows!.length).toBeGreaterThanOrEqual(20);
  });

  test("has nobody outside a hub's ages, and lets nobody below the consent age be more than waiting", () => {
    for (const row of people) {
      const age = ageOn(row.birth_date ?? "", today);
      expect(age).toBeGreaterThanOrEqual(row.lowest_age);
      expect(age).toBeLessThanOrEqual(row.highest_age);
      const then = ageOn(row.birth_date ?? "", row.joined_at.toISOString().slice(0, 10));
      expect([row.id, row.status === "waiting_for_consent"]).toEqual([row.id, age < row.consent_age]);
      expect([row.id, row.status === "waiting_for_consent"]).toEqual([row.id, then < row.consent_age]);
    }
    const waiting = inKokshetau.filter((row) => row.status === "waiting_for_consent");
    expect(waiting.length).toBeGreaterThan(10);
    for (const row of waiting) expect(now.getTime() - row.joined_at.getTime()).toBeLessThan(30 * 86_400_000);
  });

  test("joined over fourteen months and most of all in the last, after the hub opened and before now", () => {
    const opened = new Date(`${inKokshetau[0]!.opened_on}T00:00:00Z`);
    const days = inKokshetau.map((row) => (now.getTime() - row.joined_at.getTime()) / 86_400_000);
    expect(Math.min(...days)).toBeGreaterThan(0);
    for (const row of inKokshetau) expect(row.joined_at >= opened).toBe(true);
    expect(days.filter((each) => each <= 30).length).toBeGreaterThan(days.length * 0.4);
    expect(days.filter((each) => each > 180).length).toBeGreaterThan(30);
    for (const row of people) expect(row.status_at <= now).toBe(true);
  });

  test("writes names as they are written: -ова and -қызы of a woman, -ов and -ұлы of a man, none with a sign", () => {
    const women = /(қызы|вна|чна)$/;
    const men = /(ұлы|вич|ич)$/;
    for (const row of people) {
      if (!row.patronymic) continue;
      const woman = women.test(row.patronymic);
      expect([row.patronymic, woman || men.test(row.patronymic)]).toEqual([row.patronymic, true]);
      const wrong = woman ? /(ов|ев|ёв|ин|ский)$/ : /(ова|ева|ёва|ина|ская)$/;
      expect(`${row.surname} ${row.patronymic}`.split(" ")[0]).not.toMatch(wrong);
    }
    const names = people.flatMap((row) => [row.surname, row.given_name, row.patronymic ?? "Әлия"]);
    for (const name of names) expect(name).toMatch(/^[А-ЯЁӘҒҚҢӨҰҮІ][а-яёәғқңөұүһі]+$/);
    expect(new Set(inKokshetau.map((row) => `${row.surname} ${row.given_name}`)).size).toBeGreaterThan(320);
    expect(inKokshetau.filter((row) => row.language === "ru").length).toBeGreaterThan(80);
  });

  test("is the same wherever and whenever it is loaded, and loading it again changes nothing", async () => {
    const { db: other } = await ownDatabase();
    await loadSample(other, now);
    expect(await everybody(other)).toEqual(people);
    await loadSample(db, new Date("2027-01-01T00:00:00Z"));
    expect(await everybody(db)).toEqual(people);
  });

  test("is not put among real people", async () => {
    const { db: real } = await ownDatabase();
    await someMember(real, { hub: await someHub(real, { slug: "real" }) });
    await expect(loadSample(real, now)).rejects.toThrow(Refusal);
    expect(await real.selectFrom("platform.installation").select("sample_loaded_at").execute()).toEqual([
      { sample_loaded_at: null },
    ]);
  });

  test("can be looked at as a volunteer, somebody who waits, coordinators and an administrator", async () => {
    const cast = await samplePeople(db);
    const shown = cast.map(({ name, post, sentence }) => ({ name, post, role: speak("en", sentence) }));
    expect(shown.slice(0, 5)).toEqual([
      { name: "Данияр Қасымов", post: null, role: "volunteer, Kokshetau hub" },
      { name: "Аружан Омарова", post: null, role: "15 years old, waiting for consent" },
      { name: "Айгүл Сейітова", post: "coordinator", role: "coordinator, Kokshetau hub" },
      { name: "Мадина Жақыпова", post: "national_coordinator", role: "national coordinator" },
      { name: "Виктор Коваленко", post: "administrator", role: "administrator" },
    ]);
    expect(cast.filter((each) => each.post === "coordinator")).toHaveLength(6);
    expect(speak("kk", cast[2]!.sentence)).toBe("үйлестіруші, Көкшетау хабы");
    expect(new Set(cast.map((each) => each.contact)).size).toBe(cast.length);
  });
});
