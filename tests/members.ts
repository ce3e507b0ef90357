import { randomUUID } from "node:crypto";
import { createPerson, type NewPerson } from "../src/features/people/index.ts";
import { addMembership, changeStatus } from "../src/features/members/store/memberships.ts";
import { postsAsHeld } from "../src/features/members/policy.ts";
import type { Status } from "../src/features/members/rules.ts";
import type { Db } from "../src/platform/db/pool.ts";
import type { Actor, Post } from "../src/platform/http/actor.ts";
import { fold } from "../src/platform/i18n/fold.ts";

export const testDay = new Date("2026-11-22T06:00:00Z");

/** Villages of two districts of Akmola: two are called Алғабас. */
export const villages = {
  kokshetau: "111010000",
  algabas: "113630100",
  zerendi: "113630200",
  birlik: "114830100",
  algabasFar: "114830200",
} as const;

const rows = [
  ["000000000", null, "country", "country", "Қазақстан", "Казахстан"],
  ["110000000", "000000000", "region", "region", "Ақмола", "Акмолинская"],
  ["111000000", "110000000", "district", "city_area", "Көкшетау", "Кокшетау"],
  ["113600000", "110000000", "district", "district", "Зеренді", "Зерендинский"],
  ["114800000", "110000000", "district", "district", "Сандықтау", "Сандыктауский"],
  [villages.kokshetau, "111000000", "settlement", "city", "Көкшетау", "Кокшетау"],
  [villages.algabas, "113600000", "settlement", "village", "Алғабас", "Алгабас"],
  [villages.zerendi, "113600000", "settlement", "village", "Зеренді", "Зеренда"],
  [villages.birlik, "114800000", "settlement", "village", null, "Бирлик"],
  [villages.algabasFar, "114800000", "settlement", "village", "Алғабас", "Алгабас"],
] as const;

/** The few places that people of these tests live in; safe to call again. */
export async function somePlaces(db: Db): Promise<void> {
  const values = rows.map(([code, parent_code, level, kind, name_kk, name_ru]) => ({
    code,
    parent_code,
    level,
    kind,
    name_kk,
    name_ru,
    region_code: level === "country" || level === "region" ? null : "110000000",
    district_code: level === "settlement" ? parent_code : null,
    folded: `| ${[...new Set([name_kk, name_ru].filter((name) => name !== null).map(fold))].join("| ")}|`,
    rural: kind === "village",
    changed_at: testDay,
  }));
  await db
    .insertInto("places.place")
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

type HubGiven = {
  slug: string;
  lowest_age?: number;
  highest_age?: number;
  consent_age?: number;
  time_zone?: string;
};

/** A hub in Kokshetau with the country's usual ages unless a test says otherwise. */
export async function someHub(db: Db, given: HubGiven): Promise<string> {
  await somePlaces(db);
  const name = given.slug.slice(0, 1).toUpperCase() + given.slug.slice(1);
  const names = { name_kk: `${name} хабы`, name_ru: `Хаб ${name}`, name_en: `${name} hub` };
  const row = await db
    .insertInto("hubs.hub")
    .values({
      ...names,
      city_code: villages.kokshetau,
      opened_on: "2025-10-24",
      languages: ["kk", "ru"],
      created_at: testDay,
      ...given,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.insertInto("hubs.area").values({ hub_id: row.id, place_code: "110000000" }).execute();
  return row.id;
}

export type MemberGiven = Partial<NewPerson> & { hub: string; status?: Status; joined?: Date };

/** A young person of a hub; what a test is about is given, the rest is plain. */
export async function someMember(db: Db, { hub, status, joined, ...given }: MemberGiven): Promise<string> {
  const profile: NewPerson = {
    surname: "Жұмағұлова",
    given_name: "Әсел",
    patronymic: null,
    birth_date: "2007-03-07",
    settlement_code: villages.algabas,
    occupation: "school",
    occupation_place: "№ 2 мектеп",
    speaks: ["kk", "ru"],
    wishes: "Балаларға сурет салуды үйреткім келеді",
    language: "kk",
    contact: null,
    ...given,
  };
  return db.transaction().execute(async (tx) => {
    const { id } = await createPerson(tx, profile, null, testDay);
    const first = status === "waiting_for_consent" ? status : "registered";
    const membership = await addMembership(tx, { person: id, hub, status: first, by: id }, joined ?? testDay);
    if (membership && status && status !== first) {
      const change = { membership: membership.id, from: first, to: status, by: id } as const;
      await changeStatus(tx, change, joined ?? testDay);
    }
    return id;
  });
}

/** Somebody as policies see them, holding these posts. */
export const holding = (...posts: [Post, string | null][]): Actor => ({
  id: randomUUID(),
  session: randomUUID(),
  given_name: "Айгүл",
  language: "kk",
  posts: postsAsHeld(posts.map(([post, hub]) => ({ post, hub }))),
});
