import { type KyselyPlugin, sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { holding, someHub, someMember, somePlaces, villages } from "../../../tests/members.ts";
import type { Db } from "../../platform/db/pool.ts";
import { fold } from "../../platform/i18n/fold.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { type Asked, findMembers } from "./listing.ts";
import { orders } from "./rules.ts";

const today = "2026-11-22";
let db: Db;
let hub: string;
let far: string;
let aigul: Actor;

beforeAll(async () => {
  ({ db } = await ownDatabase());
  hub = await someHub(db, { slug: "kokshetau" });
  far = await someHub(db, { slug: "aktau" });
  aigul = holding(["coordinator", hub]);
  const joined = (day: string) => new Date(`2026-${day}T08:00:00Z`);
  const people = [
    { surname: "Әбілова", given_name: "Қарлығаш", birth_date: "2011-11-22", joined: joined("11-01") },
    { surname: "Жүнісов", given_name: "Дінмұхаммед", birth_date: "2009-05-01", joined: joined("11-02") },
    { surname: "Ёлкина", given_name: "Юлия", birth_date: "2008-11-22", joined: joined("11-03") },
    { surname: "Яблонский", given_name: "Артём", birth_date: "2002-01-01", joined: joined("11-04") },
  ];
  const elsewhere = [villages.birlik, villages.zerendi, villages.algabas, villages.algabasFar];
  for (const [index, person] of people.entries())
    await someMember(db, {
      ...person,
      hub,
      settlement_code: elsewhere[index]!,
      speaks: index % 2 ? ["kk", "en"] : ["ru"],
      status: index > 1 ? "volunteer" : "registered",
    });
  await someMember(db, { hub: far, surname: "Алыстағы", given_name: "Юлия" });
});

const surnames = async (asked: Partial<Asked>, who = aigul) =>
  (await findMembers(db, who, { order: "name", ...asked }, today)).rows.map((row) => row.surname);

describe("a coordinator's list", () => {
  test("is in the order of the Kazakh alphabet, by joining or by age, both ways", async () => {
    const names = ["Әбілова", "Ёлкина", "Жүнісов", "Яблонский"];
    expect(await surnames({})).toEqual(names);
    expect(await surnames({ order: "-name" })).toEqual(names.toReversed());
    const byAge = ["Әбілова", "Жүнісов", "Ёлкина", "Яблонский"];
    expect(await surnames({ order: "age" })).toEqual(byAge);
    expect(await surnames({ order: "-age" })).toEqual(byAge.toReversed());
    expect(await surnames({ order: "-joined" })).toEqual(byAge);
    expect(await surnames({ order: "joined" })).toEqual(byAge.toReversed());
  });

  test.each(["Карлыгаш", "qarlygash", "ҚАРЛЫҒАШ", "абилова карл", "Әбілова, Қарлығаш"])(
    "finds Қарлығаш Әбілова by «%s»",
    async (q) => {
      expect(await surnames({ q })).toEqual(["Әбілова"]);
    },
  );

  test.each(["Алгабас", "Алғабас", "Algabas", "алгаб"])(
    "finds the people of both Алғабас by «%s»",
    async (q) => {
      expect(await surnames({ q })).toEqual(["Ёлкина", "Яблонский"]);
      expect(await surnames({ q: `${q} юлия` })).toEqual(["Ёлкина"]);
      expect(await surnames({ q, district: "114800000" })).toEqual(["Яблонский"]);
    },
  );

  test("finds the alike when nobody is written so, and says it", async () => {
    const found = await findMembers(db, aigul, { q: "карлыгач", order: "name" }, today);
    expect(found.rows.map((row) => row.surname)).toEqual(["Әбілова"]);
    expect([found.alike, found.count]).toEqual([true, { shown: 1, more: false }]);
    expect(await surnames({ q: "%" })).toHaveLength(4);
    expect(await surnames({ q: "фывапр" })).toEqual([]);
  });

  test("is narrowed by village, district, age, status and language, alone and together", async () => {
    expect(await surnames({ settlement: villages.birlik })).toEqual(["Әбілова"]);
    expect(await surnames({ district: "113600000" })).toEqual(["Ёлкина", "Жүнісов"]);
    expect(await surnames({ age: "14-15" })).toEqual(["Әбілова"]);
    expect(await surnames({ age: "16-17" })).toEqual(["Жүнісов"]);
    expect(await surnames({ age: "18-24" })).toEqual(["Ёлкина", "Яблонский"]);
    expect(await surnames({ status: "volunteer" })).toEqual(["Ёлкина", "Яблонский"]);
    expect(await surnames({ speaks: "en" })).toEqual(["Жүнісов", "Яблонский"]);
    expect(await surnames({ speaks: "en", status: "volunteer", age: "18-24", q: "artem" })).toEqual([
      "Яблонский",
    ]);
  });

  test("holds people of her own hub only, whatever she asks for", async () => {
    expect(await surnames({ hub: far })).toEqual([]);
    expect(await surnames({ q: "Алыстағы" })).toEqual([]);
    const national = holding(["national_coordinator", null]);
    expect(await surnames({ q: "юлия" }, national)).toEqual(["Алыстағы", "Ёлкина"]);
    expect(await surnames({ hub: far }, national)).toEqual(["Алыстағы"]);
    expect(await surnames({}, holding(["administrator", null]))).toEqual([]);
  });

  test("follows a person who moves or takes another name, and a village that is renamed", async () => {
    const own = await someHub(db, { slug: "semey" });
    const who = holding(["coordinator", own]);
    const id = await someMember(db, { hub: own, surname: "Бұрынғы" });
    const change = { surname: "Кейінгі", search: fold("Кейінгі Әсел"), settlement_code: villages.zerendi };
    await db.updateTable("people.person").set(change).where("id", "=", id).execute();
    expect(await surnames({ q: "кейінгі зеренді" }, who)).toEqual(["Кейінгі"]);
    await db
      .updateTable("places.place")
      .set({ folded: "| zhana|" })
      .where("code", "=", villages.zerendi)
      .execute();
    expect(await surnames({ q: "жаңа" }, who)).toEqual(["Кейінгі"]);
    expect(await surnames({ q: "зеренді" }, who)).toEqual([]);
  });
});

describe("a long list", () => {
  let who: Actor;
  beforeAll(async () => {
    const long = await someHub(db, { slug: "astana" });
    who = holding(["coordinator", long]);
    await somePlaces(db);
    // Same names, days and ages many times over: only the id keeps pages apart.
    for (let index = 0; index < 130; index += 1)
      await someMember(db, {
        hub: long,
        surname: index % 3 ? "Қасым" : "Омар",
        birth_date: `200${index % 4}-01-01`,
      });
  });

  test.each(orders)("in order %s shows everybody once, forwards and back again", async (order) => {
    const forwards: string[][] = [];
    let found = await findMembers(db, who, { order }, today);
    expect(found.count).toEqual({ shown: 130, more: false });
    expect(found.earlier).toBe(false);
    forwards.push(found.rows.map((row) => row.id));
    while (found.later) {
      found = await findMembers(db, who, { order, after: found.rows.at(-1)!.id }, today);
      forwards.push(found.rows.map((row) => row.id));
    }
    expect(forwards.map((page) => page.length)).toEqual([50, 50, 30]);
    expect(new Set(forwards.flat()).size).toBe(130);
    const back = await findMembers(db, who, { order, before: forwards[2]![0]! }, today);
    expect(back.rows.map((row) => row.id)).toEqual(forwards[1]);
    expect([back.earlier, back.later]).toEqual([true, true]);
    const first = await findMembers(db, who, { order, before: forwards[1]![0]! }, today);
    expect(first.rows.map((row) => row.id)).toEqual(forwards[0]);
    expect(first.earlier).toBe(false);
  });

  test("asks the database as often for three rows as for one", async () => {
    const one = await counted((db) => findMembers(db, aigul, { q: "Әбілова", order: "name" }, today));
    const three = await counted((db) => findMembers(db, aigul, { speaks: "kk", order: "name" }, today));
    const many = await counted((db) => findMembers(db, who, { order: "name" }, today));
    // A search asks for the numbers of its spellings before.
    expect([one, three, many]).toEqual([2, 1, 1]);
  });

  test("counts exactly up to a thousand, then says more", async () => {
    const crowd = await someHub(db, { slug: "almaty" });
    const first = await someMember(db, { hub: crowd });
    await sql`
      insert into people.person
        (surname, given_name, birth_date, settlement_code, occupation, speaks, language, search, created_at)
      select surname, given_name, birth_date, settlement_code, occupation, speaks, language, search, created_at
      from people.person, generate_series(1, 1000) where id = ${first}`.execute(db);
    const copies = () =>
      db
        .selectFrom("people.person")
        .select("id")
        .where("id", "not in", (eb) => eb.selectFrom("members.membership").select("person_id"));
    const ids = await copies().limit(999).execute();
    const rows = (each: { id: string }[]) =>
      each.map(({ id }) => ({
        person_id: id,
        hub_id: crowd,
        status: "registered",
        joined_at: today,
        status_at: today,
      }));
    await db.insertInto("members.membership").values(rows(ids)).execute();
    const who = holding(["coordinator", crowd]);
    expect((await findMembers(db, who, { order: "name" }, today)).count).toEqual({
      shown: 1000,
      more: false,
    });
    await db
      .insertInto("members.membership")
      .values(rows(await copies().limit(1).execute()))
      .execute();
    expect((await findMembers(db, who, { order: "name" }, today)).count).toEqual({ shown: 1000, more: true });
  });
});

async function counted(read: (db: Db) => Promise<unknown>): Promise<number> {
  let queries = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      queries += 1;
      return result;
    },
  };
  await read(db.withPlugin(plugin));
  return queries;
}
