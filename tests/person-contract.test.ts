import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { features } from "../src/app.ts";
import type { Db } from "../src/platform/db/pool.ts";
import { ownDatabase } from "./hub.ts";

let db: Db;
beforeAll(async () => {
  ({ db } = await ownDatabase());
});

const promised = () => features.flatMap((feature) => feature.person?.tables ?? []).sort();

async function pointingAtPeople(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'people.person'::regclass`.execute(db);
  return rows.map((row) => row.name).sort();
}

test("some feature answers for every table that points at a person, and for no table that does not", async () => {
  expect(promised()).toEqual(await pointingAtPeople());
  expect(new Set(promised()).size).toBe(promised().length);
});

test("a table that nobody answers for would be found", async () => {
  await sql`create table public.forgotten (person_id uuid references people.person)`.execute(db);
  const unanswered = (await pointingAtPeople()).filter((table) => !promised().includes(table));
  expect(unanswered).toEqual(["forgotten"]);
});
