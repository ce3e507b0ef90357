import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { contracts } from "../src/app.ts";
import type { Db } from "../src/platform/db/pool.ts";
import { ownDatabase } from "./hub.ts";

let db: Db;
beforeAll(async () => {
  ({ db } = await ownDatabase());
});

const promised = () => contracts.flatMap((contract) => contract.tables).sort();

/** By a foreign key; or, where rows outlive the person or come before them, by a column that holds a person's id. */
async function pointingAtPeople(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'people.person'::regclass
    union
    select attrelid::regclass::text from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname ~ '(^|_)person_id$' and relkind in ('r', 'p') and not attisdropped`.execute(db);
  return rows.map((row) => row.name).sort();
}

test("some feature answers for every table that points at a person, and for no table that does not", async () => {
  expect(promised()).toEqual(await pointingAtPeople());
  expect(new Set(promised()).size).toBe(promised().length);
});

test("a table that nobody answers for would be found", async () => {
  await sql`create table public.forgotten (who uuid references people.person)`.execute(db);
  await sql`create table public.kept_apart (person_id uuid)`.execute(db);
  const unanswered = (await pointingAtPeople()).filter((table) => !promised().includes(table));
  expect(unanswered).toEqual(["forgotten", "kept_apart"]);
});
