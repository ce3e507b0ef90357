// npm run bench -- backup [PEOPLE]: what a backup and a restore cost, by the very commands an operator types, for the
// sample and for a country's size (1,000,000 people unless said).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { Client } from "pg";
import { makeRoom } from "../src/platform/backup/making-room.ts";
import { inspect, openArchive } from "../src/platform/backup/reading.ts";
import { unlockWith } from "../src/platform/backup/sealing.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { connect } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { load } from "../scripts/house.ts";

const passphrase = "only for measuring, never for people";
const people = Number(process.argv.find((each) => /^\d+$/.test(each)) ?? 1_000_000);
const columns = ["", "rows", "MB of rows", "archive MB", "seconds", "MB/s", "peak memory MB"];

const server = await startDatabase({ dir: path.join(root, "var/bench"), log: () => {} });
const main = connect(server.url, { max: 1 });
const folder = mkdtempSync(path.join(root, "var/bench-backup-"));
const databases: string[] = [];
try {
  console.log(
    "\nMB/s counts rows as text, before compression; memory is that of the command, without PostgreSQL.\n",
  );
  console.log(row(columns));
  const source = await newDatabase();
  await fillWithSample(source);
  await measure("sample", source);
  await addPeople(source, people);
  await measure(`${people.toLocaleString("en")} people`, source);
} finally {
  for (const name of databases) await sql`drop database if exists ${sql.id(name)} with (force)`.execute(main);
  await main.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function newDatabase(): Promise<string> {
  const name = `bench_backup_${process.pid}_${databases.length}`;
  await sql`create database ${sql.id(name)}`.execute(main);
  databases.push(name);
  return server.urlOf(name);
}

async function fillWithSample(url: string): Promise<void> {
  const { loadSample } = await load<typeof import("../src/sample/load.ts")>("src/sample/load.ts");
  const db = connect(url, { max: 2 });
  await migrate(db);
  await loadSample(db, new Date());
  await db.destroy();
}

/** People as rows, each with what joining leaves behind: contact, membership, its history, the audit and its detail. */
async function addPeople(url: string, count: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("begin");
  const back = await makeRoom(client);
  const statements = [
    `create temporary table newcomer on commit drop as
     select gen_random_uuid() as id, n, (array['Әбенов','Жұмағұлова','Қалиева','Иванова','Серікбаев'])[n % 5 + 1] || n % 9973 as surname,
       (array['Әсел','Дана','Нұрлан','Ольга','Ержан','Айша','Тимур'])[n % 7 + 1] as given_name,
       date '1995-01-01' + n % 5000 as born, timestamptz '2026-01-01' + n * interval '20 seconds' as joined,
       (select array_agg(code) from places.place where inhabited) as homes, (select array_agg(id) from hubs.hub) as hubs
     from generate_series(1, ${count}) n`,
    `insert into people.person (id, surname, given_name, birth_date, settlement_code, occupation, occupation_place, speaks, wishes, language, search, created_at)
     select id, surname, given_name, born, homes[n % cardinality(homes) + 1], 'school', '№ ' || n % 40 || ' мектеп', '{kk,ru}',
       'Балаларға сурет салуды үйреткім келеді', 'kk', lower(surname || ' ' || given_name), joined from newcomer`,
    `insert into people.contact (person_id, kind, value, confirmed_at)
     select id, 'mail', 'person' || n || '@example.org', joined from newcomer`,
    `insert into members.membership (person_id, hub_id, status, joined_at, status_at, name_key, search, birth_date, settlement_code, speaks)
     select newcomer.id, hubs[n % cardinality(hubs) + 1], 'volunteer', joined, joined, name_key, ' ' || search || ' ' || folded, birth_date, settlement_code, speaks
     from newcomer join people.person on person.id = newcomer.id join places.place on code = settlement_code`,
    `insert into members.status_change (membership_id, at, by_person_id, to_status)
     select membership.id, joined, newcomer.id, 'volunteer' from newcomer join members.membership on person_id = newcomer.id`,
    `with entry as (
       insert into platform.audit_entry (at, actor_id, act, subject_kind, subject_id, personal_hash)
       select joined, id, 'people.create', 'person', id::text, sha256(id::text::bytea) from newcomer returning id, actor_id)
     insert into platform.audit_detail (entry_id, person_id, salt, fields)
     select id, actor_id, sha256(actor_id::text::bytea), jsonb_build_object('surname', 'Жұмағұлова', 'contact', actor_id) from entry`,
  ];
  for (const statement of statements) await client.query(statement);
  await client.query(`${back}; commit; analyze`);
  await client.end();
}

async function measure(name: string, source: string): Promise<void> {
  for (const sealed of [false, true]) {
    const file = path.join(folder, `${databases.length}${sealed ? "-sealed" : ""}.dostyq`);
    const env: Record<string, string> = sealed ? { BACKUP_PASSPHRASE: passphrase } : {};
    const what = `${name}${sealed ? ", encrypted" : ""}`;
    const backup = await run("backup.ts", [file], { DATABASE_URL: source, ...env });
    const archive = await openArchive(file, (encryption) => unlockWith(passphrase, encryption));
    const parts = Object.values((await inspect(archive)).manifest.tables);
    const sums = {
      rows: parts.reduce((sum, part) => sum + part.rows, 0),
      bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
      size: statSync(file).size,
    };
    console.log(row(cells(`${what}: backup`, sums, backup)));
    const target = await newDatabase();
    const restore = await run("restore.ts", [file, "--no-erasures"], { DATABASE_URL: target, ...env });
    console.log(row(cells(`${what}: restore`, sums, restore)));
    await sql`drop database ${sql.id(databases.pop() ?? "")} with (force)`.execute(main);
    rmSync(file);
  }
}

type Cost = { seconds: number; peak: number };

/** Runs a command to its end; the whole of it counts, from its first line of code to its last. */
async function run(script: string, args: string[], env: Record<string, string>): Promise<Cost> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, "scripts", script), ...args], {
    cwd: root,
    env: { ...process.env, VAR_DIR: path.join(folder, "var"), ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let peak = 0;
  const over = once(child, "exit");
  while (child.exitCode === null && child.signalCode === null) {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
    await Promise.race([over, sleep(50)]);
  }
  const [code] = (await over) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, peak };
}

/** The most memory that a process has held so far, in megabytes. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function cells(name: string, sums: { rows: number; bytes: number; size: number }, cost: Cost): string[] {
  return [
    name,
    sums.rows.toLocaleString("en"),
    (sums.bytes / 1e6).toFixed(1),
    (sums.size / 1e6).toFixed(1),
    cost.seconds.toFixed(1),
    (sums.bytes / 1e6 / cost.seconds).toFixed(1),
    cost.peak.toFixed(0),
  ];
}

function row([name = "", ...rest]: string[]): string {
  return name.padEnd(40) + rest.map((each) => each.padStart(16)).join("");
}
