import { type Contact, createPerson, type NewPerson } from "../src/features/people/index.ts";
import type { Db } from "../src/platform/db/pool.ts";
import type { Actor } from "../src/platform/http/actor.ts";

/** A village of Akmola that people of a test live in; safe to call again. */
export async function someVillage(db: Db, code = "113630100"): Promise<string> {
  const changed_at = new Date("2026-01-01T00:00:00Z");
  const base = { changed_at, rural: false, folded: "" };
  const region_code = "110000000";
  const village = { level: "settlement", kind: "village", name_ru: "Алгабас", name_kk: "Алғабас" };
  await db
    .insertInto("places.place")
    .values([
      { ...base, code: "000000000", level: "country", kind: "country", name_ru: "Казахстан" },
      {
        ...base,
        code: region_code,
        parent_code: "000000000",
        level: "region",
        kind: "region",
        name_ru: "Акмолинская",
      },
      { ...base, ...village, code, parent_code: region_code, region_code, rural: true, folded: "algabas" },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return code;
}

/** A young person of Akmola; what a test is about is given, the rest is plain. */
export async function somebody(
  db: Db,
  given: Partial<NewPerson> = {},
  now = new Date("2026-11-22T06:00:00Z"),
): Promise<{ id: string; who: Actor }> {
  const profile: NewPerson = {
    surname: "Жұмағұлова",
    given_name: "Әсел",
    patronymic: null,
    birth_date: "2009-03-07",
    settlement_code: await someVillage(db),
    occupation: "school",
    occupation_place: "№ 2 мектеп",
    speaks: ["kk", "ru"],
    wishes: "Балаларға сурет салуды үйреткім келеді",
    language: "kk",
    contact: null,
    ...given,
  };
  const { id } = await db.transaction().execute((tx) => createPerson(tx, profile, null, now));
  const who: Actor = {
    id,
    session: "",
    given_name: profile.given_name,
    language: profile.language,
    posts: [],
  };
  return { id, who };
}

export const mail = (value: string): Contact => ({ kind: "mail", value });
export const phone = (value: string): Contact => ({ kind: "phone", value });
