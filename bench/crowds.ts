// Databases with a crowd: made once below var/bench and kept, for a million people take minutes.
import { sql } from "kysely";
import { importPlaces } from "../src/features/places/actions.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { seal } from "../src/platform/audit/sealing.ts";
import { connect, type Db } from "../src/platform/db/pool.ts";
import { classifier } from "../tests/classifier.ts";
import { load } from "../scripts/house.ts";

/** A database with so many people in a hundred hubs all over the country, brought to this version. */
export async function crowd(server: string, people: number): Promise<string> {
  const name = `crowd_${people}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const main = connect(server, { max: 1 });
  const { rows } = await sql`select from pg_database where datname = ${name}`.execute(main);
  if (rows.length === 0) await sql`create database ${sql.id(name)}`.execute(main);
  await main.destroy();
  const db = connect(url.href, { max: 2 });
  try {
    await migrate(db);
    if ((await countPeople(db)) < people) await fill(db, people);
  } finally {
    await db.destroy();
  }
  return url.href;
}

async function countPeople(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from people.person`.execute(db);
  return rows[0]?.count ?? 0;
}

async function fill(db: Db, people: number): Promise<void> {
  const began = performance.now();
  const now = new Date();
  const places = { name: "kato.csv", format: "kato", bytes: classifier() } as const;
  await importPlaces(db, "installation", places, now, { manyRemovals: true });
  const { loadCrowd } = await load<typeof import("../src/sample/crowd/load.ts")>("src/sample/crowd/load.ts");
  await loadCrowd(db, { people, now });
  // What is done is written down: at least that everybody joined. All of it is sealed before anything is measured.
  await sql`
    insert into platform.audit_entry (at, actor_id, act, subject_kind, subject_id, hub_id)
    select joined_at, person_id, 'members.join', 'membership', id::text, hub_id
    from members.membership order by joined_at`.execute(db);
  await seal(db, now);
  // Notices of a month, a tenth as many as people: what an outbox of this size holds.
  await sql`
    insert into platform.notice (created_at, kind, channel, recipient, language, delivered_at)
    select ${now}::timestamptz - number * interval '20 seconds', 'welcome', 'mail', number || '@example.org', 'kk', ${now}
    from generate_series(1, ${people / 10}::integer) as number`.execute(db);
  await sql`vacuum (analyze)`.execute(db);
  console.log(`${people} people laid in within ${Math.round((performance.now() - began) / 1000)} s`);
}
