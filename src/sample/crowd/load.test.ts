import { beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { ownDatabase } from "../../../tests/hub.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { ageOn, searchOf } from "../../features/people/index.ts";
import type { Db } from "../../platform/db/pool.ts";
import { Refusal } from "../../platform/refusal.ts";
import { loadCrowd } from "./load.ts";

const now = new Date("2026-11-22T06:00:00Z");
const size = 1_400;
let db: Db;
const told: number[] = [];

beforeAll(async () => {
  ({ db } = await ownDatabase());
  await loadCrowd(db, { people: size, now, told: (there) => told.push(there) });
});

const everybody = async (of: Db) =>
  (
    await sql<Record<string, unknown>>`
      select membership.*, person.surname, person.given_name, person.patronymic, person.search as folded
      from members.membership join people.person on person.id = person_id order by membership.person_id`.execute(
      of,
    )
  ).rows;

test("a crowd is as many people as asked for, in a hundred hubs, each with somebody who looks after it", async () => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from people.person) as people, (select count(*) from hubs.hub) as hubs,
      (select count(distinct hub_id) from members.post where post = 'coordinator') as coordinated,
      (select count(distinct hub_id) from members.membership) as joined,
      (select count(*) from members.membership where status = 'waiting_for_consent') as waiting`.execute(db);
  expect(rows[0]).toMatchObject({ people: size, hubs: 100, joined: 100 });
  expect(rows[0]!["coordinated"]).toBeGreaterThan(90);
  expect(rows[0]!["waiting"]).toBeGreaterThan(50);
  expect(told.at(-1)).toBe(size);
});

test("what was laid in at once is what the house's own triggers would have made", async () => {
  const laid = await everybody(db);
  await sql`update members.membership set person_id = person_id`.execute(db);
  expect(await everybody(db)).toEqual(laid);
  for (const row of laid.slice(0, 300)) expect(row["folded"]).toBe(searchOf(row as never));
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_index join pg_class on oid = indrelid
    where relnamespace::regnamespace::text in ('members', 'people')`.execute(db);
  const { db: empty } = await ownDatabase();
  const { rows: before } = await sql<{ count: number }>`
    select count(*) as count from pg_index join pg_class on oid = indrelid
    where relnamespace::regnamespace::text in ('members', 'people')`.execute(empty);
  expect(rows).toEqual(before);
});

test("those below the consent age wait, and nobody of a crowd is too young or came before their hub", async () => {
  const { rows } = await sql<{ birth_date: string; status: string; opened_on: string; joined_at: Date }>`
    select birth_date, status, opened_on, joined_at from members.membership join hubs.hub on hub.id = hub_id`.execute(
    db,
  );
  for (const row of rows) {
    const age = ageOn(row.birth_date, "2026-11-22");
    expect(age).toBeGreaterThanOrEqual(14);
    expect(row.status === "waiting_for_consent").toBe(age < 16);
    expect(row.joined_at.toISOString().slice(0, 10) >= row.opened_on).toBe(true);
  }
});

test("a crowd is the same on every machine, and is never put among people or on another crowd", async () => {
  const { db: other } = await ownDatabase();
  await loadCrowd(other, { people: size, now });
  const names = (rows: Record<string, unknown>[]) =>
    rows.map((row) => [row["person_id"], row["surname"], row["joined_at"]]);
  expect(names(await everybody(other))).toEqual(names(await everybody(db)));
  await expect(loadCrowd(db, { people: 2 * size, now })).rejects.toThrow(Refusal);
  const { db: real } = await ownDatabase();
  await someMember(real, { hub: await someHub(real, { slug: "real" }) });
  await expect(loadCrowd(real, { people: size, now })).rejects.toThrow(Refusal);
});
