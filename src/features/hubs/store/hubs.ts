import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { HubProfile, Language, Texts } from "../rules.ts";

/** The city a hub stands in, with each name's true language: some places have only a Russian one. */
export type City = {
  code: string;
  region_code: string;
  latitude: number | null;
  longitude: number | null;
  name: Record<Language, { text: string; lang: Language }>;
};

export type Hub = HubProfile & { id: string; slug: string; version: number; city: City };

const hubs = (db: Db) =>
  db
    .selectFrom("hubs.hub as hub")
    .innerJoin("places.v_settlement as city", "city.code", "hub.city_code")
    .selectAll("hub")
    .select([
      "city.latitude",
      "city.longitude",
      "city.name_kk as city_kk",
      "city.name_kk_in",
      "city.name_ru as city_ru",
      "city.name_ru_in",
      "city.name_en as city_en",
      "city.name_en_in",
    ])
    .select((eb) => [
      sql<string[]>`array(select place_code from hubs.area where hub_id = hub.id order by place_code)`.as(
        "area",
      ),
      jsonArrayFrom(
        eb
          .selectFrom("hubs.partner as partner")
          .select(["partner.name_kk as kk", "partner.name_ru as ru", "partner.name_en as en"])
          .whereRef("partner.hub_id", "=", "hub.id")
          .orderBy("partner.position"),
      ).as("partners"),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof hubs>["executeTakeFirstOrThrow"]>>;

const asHub = (row: Row): Hub => ({
  id: row.id,
  slug: row.slug,
  version: row.version,
  name: { kk: row.name_kk, ru: row.name_ru, en: row.name_en },
  city_code: row.city_code,
  city: {
    code: row.city_code,
    region_code: row.region_code,
    latitude: row.latitude,
    longitude: row.longitude,
    name: {
      kk: { text: row.city_kk ?? "", lang: row.name_kk_in as Language },
      ru: { text: row.city_ru ?? "", lang: row.name_ru_in as Language },
      en: { text: row.city_en ?? "", lang: row.name_en_in as Language },
    },
  },
  area: row.area,
  lowest_age: row.lowest_age,
  highest_age: row.highest_age,
  consent_age: row.consent_age,
  languages: row.languages as Language[],
  time_zone: row.time_zone,
  opened_on: row.opened_on,
  email: row.email ?? "",
  phone: row.phone ?? "",
  address: { kk: row.address_kk, ru: row.address_ru, en: row.address_en },
  about: { kk: row.about_kk, ru: row.about_ru, en: row.about_en },
  partners: row.partners,
});

/** Every hub of the country, by name in the order of the Kazakh alphabet. */
export async function listHubs(db: Db): Promise<Hub[]> {
  const rows = await hubs(db)
    .orderBy(sql`platform.sort_key(hub.name_kk)`)
    .orderBy("hub.slug")
    .execute();
  return rows.map(asHub);
}

export async function getHub(db: Db, id: string): Promise<Hub | undefined> {
  const row = await hubs(db).where("hub.id", "=", id).executeTakeFirst();
  return row && asHub(row);
}

/** The hub whose page has this address. */
export async function findHub(db: Db, slug: string): Promise<Hub | undefined> {
  const row = await hubs(db).where("hub.slug", "=", slug).executeTakeFirst();
  return row && asHub(row);
}

/** Hubs that take people of this age. */
export async function hubsForAge(db: Db, age: number): Promise<Hub[]> {
  const rows = await hubs(db)
    .where("hub.lowest_age", "<=", age)
    .where("hub.highest_age", ">=", age)
    .orderBy(sql`platform.sort_key(hub.name_kk)`)
    .execute();
  return rows.map(asHub);
}

/** Takes the hub's row for this transaction, so that of two edits one waits for the other. */
export const lockHub = (tx: Tx, id: string) =>
  tx.selectFrom("hubs.hub").select("version").where("id", "=", id).forUpdate().executeTakeFirst();

/** Opening goes one at a time, so two hubs can never choose the same address at once. */
export const lockSlugs = (tx: Tx) => sql`lock table hubs.hub in share row exclusive mode`.execute(tx);

export async function usedSlugs(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom("hubs.hub").select("slug").execute();
  return new Set(rows.map((row) => row.slug));
}

/** A place where people live today, so that a hub can stand there. */
export async function getCity(
  db: Db,
  code: string,
): Promise<{ code: string; region_code: string } | undefined> {
  const row = await db
    .selectFrom("places.v_settlement")
    .select(["code", "region_code"])
    .where("code", "=", code)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  return row && { code, region_code: row.region_code ?? "" };
}

type Opening = { id?: string; slug: string; by: string | null; now: Date };

export async function addHub(db: Db, profile: HubProfile, opening: Opening): Promise<string> {
  const { id } = await db
    .insertInto("hubs.hub")
    .values({
      ...(opening.id ? { id: opening.id } : {}),
      ...columnsOf(profile),
      slug: opening.slug,
      created_at: opening.now,
      created_by: opening.by,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await setArea(db, id, profile.area);
  await setPartners(db, id, profile.partners);
  return id;
}

export async function changeHub(tx: Tx, id: string, profile: HubProfile): Promise<void> {
  await tx
    .updateTable("hubs.hub")
    .set((eb) => ({ ...columnsOf(profile), version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();
  await setArea(tx, id, profile.area);
  await setPartners(tx, id, profile.partners);
}

const columnsOf = (profile: HubProfile) => ({
  ...inColumns("name", profile.name),
  ...inColumns("about", profile.about),
  ...inColumns("address", profile.address),
  city_code: profile.city_code,
  lowest_age: profile.lowest_age,
  highest_age: profile.highest_age,
  consent_age: profile.consent_age,
  languages: profile.languages,
  time_zone: profile.time_zone,
  opened_on: profile.opened_on,
  email: profile.email || null,
  phone: profile.phone || null,
});

const inColumns = <Name extends string>(name: Name, texts: Texts) =>
  ({ [`${name}_kk`]: texts.kk, [`${name}_ru`]: texts.ru, [`${name}_en`]: texts.en }) as Record<
    `${Name}_${Language}`,
    string
  >;

async function setArea(tx: Db, hub: string, codes: string[]): Promise<void> {
  await tx.deleteFrom("hubs.area").where("hub_id", "=", hub).execute();
  const rows = [...new Set(codes)].map((code) => ({ hub_id: hub, place_code: code }));
  if (rows.length > 0) await tx.insertInto("hubs.area").values(rows).execute();
}

async function setPartners(tx: Db, hub: string, partners: Texts[]): Promise<void> {
  await tx.deleteFrom("hubs.partner").where("hub_id", "=", hub).execute();
  const rows = partners.map((name, position) => ({ hub_id: hub, position, ...inColumns("name", name) }));
  if (rows.length > 0) await tx.insertInto("hubs.partner").values(rows).execute();
}
