import { sql } from "kysely";
import type { Db } from "../../src/platform/db/pool.ts";
import { canary, howMany, sharp } from "./canaries.ts";

const inThree = (name: string) => [`${name}_kk`, `${name}_ru`, `${name}_en`];

/** Columns that hold what people wrote, or what a program told of itself. */
const written: Record<string, string[]> = {
  "people.contact": ["value"],
  "people.person": ["surname", "given_name", "patronymic", "occupation_place", "wishes"],
  "hubs.hub": [...inThree("name"), ...inThree("about"), ...inThree("address"), "email", "phone"],
  "hubs.partner": inThree("name"),
  "places.place": inThree("name"),
  "accounts.passkey": ["device"],
  "accounts.session": ["device"],
};

/**
 * Writes canaries straight into the rows, as if no form had refused them: each row another, and into all of them one that
 * comes alive wherever it is not taken care of, for one row may be all that a page shows.
 */
export async function plant(db: Db, idOf: (field: string) => number): Promise<void> {
  await giveKeys(db);
  for (const [table, columns] of Object.entries(written))
    for (const column of columns) {
      const texts = Array.from({ length: howMany }, (_, turn) => planted(idOf(`${table}.${column}`), turn));
      const [schema = "", name = ""] = table.split(".");
      await sql`update ${sql.id(schema, name)} set ${sql.id(column)} =
        (${texts}::text[])[1 + mod(abs(hashtext(${sql.id(name)}::text)), ${howMany})]`.execute(db);
    }
}

const planted = (id: number, turn: number) => `${canary(id, turn)}${sharp(id)}`;

/** A passkey for everybody who is in by a second factor, so that there are devices to be called something. */
const giveKeys = (db: Db) =>
  sql`insert into accounts.passkey (person_id, credential_id, public_key, counter, transports, device, added_at)
    select person_id, person_id::text, '', 0, '{}', '', max(created_at) from accounts.session
    where second_factor_at is not null group by person_id`.execute(db);
