import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { expect, test } from "vitest";
import {
  databaseOf,
  emptyFolder,
  kill,
  postgresIn,
  refusal,
  startHub,
  until,
  usedFolder,
  visit,
} from "./process.ts";

const rowsIn = async (dir: string, statement: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: databaseOf(dir) });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return rows;
};

const keepRow = (dir: string) => rowsIn(dir, "create table public.kept as select 'Алғабас' as name");
const keptRow = (dir: string) => rowsIn(dir, "select name from public.kept");
const kept = [{ name: "Алғабас" }];

test("a new hub says where it is, who one can be, where data lies and how to begin otherwise", async () => {
  const dir = emptyFolder();
  const hub = await startHub({ dir, args: [] });
  await hub.ready();
  expect(await visit(hub)).toBe(200);
  expect(hub.said()).toContain(`open at http://127.0.0.1:${hub.port}`);
  expect(hub.said()).toMatch(/sign in as/);
  expect(hub.said()).toContain(path.join(dir, "postgres"));
  expect(hub.said()).toContain("npm start -- --empty");
  expect(hub.said()).toContain("DATABASE_URL=postgres://");
  expect(
    await rowsIn(dir, "select sample_loaded_at is not null as sample from platform.installation"),
  ).toEqual([{ sample: true }]);
  hub.signal("SIGTERM");
  await hub.ended;
  // Nobody finds sample people in a hub that they asked to be empty.
  const { code, said } = await refusal({ dir, args: ["--empty"] });
  expect({ code, said }).toEqual({
    code: 1,
    said: `The database in ${dir} is full of sample people: to begin with an empty hub, delete ${dir}/postgres or give it another folder with VAR_DIR, then start again.`,
  });
});

for (const signal of ["SIGINT", "SIGTERM"] as const)
  test(`${signal} closes the hub and leaves no process behind`, async () => {
    const hub = await startHub({ dir: await usedFolder() });
    await hub.ready();
    hub.signal(signal);
    expect(await hub.ended).toEqual({ code: 0, signal: null });
    expect(postgresIn(hub.dir)).toEqual([]);
    expect(readdirSync(path.join(hub.dir, "lock"))).toEqual([]);
  });

test("Ctrl-C in a terminal, which reaches the whole group and comes twice through npm, stops as kindly", async () => {
  const hub = await startHub({ dir: await usedFolder() });
  await hub.ready();
  kill(-hub.pid, "SIGINT");
  kill(-hub.pid, "SIGINT");
  expect(await hub.ended).toEqual({ code: 0, signal: null });
  expect(hub.said()).toContain("Dostyq is closed.");
  expect(hub.said()).not.toContain("unexpectedly");
  expect(postgresIn(hub.dir)).toEqual([]);
});

test("whoever is being answered when Ctrl-C comes still gets the answer, the database being last to leave", async () => {
  const hub = await startHub({ dir: await usedFolder() });
  await hub.ready();
  const form = net.connect(hub.port, "127.0.0.1");
  form.write(
    `POST /nowhere HTTP/1.1\r\nhost: 127.0.0.1:${hub.port}\r\nsec-fetch-site: same-origin\r\n` +
      "content-type: application/x-www-form-urlencoded\r\ncontent-length: 8\r\n\r\nname",
  );
  await sleep(200);
  kill(-hub.pid, "SIGINT");
  await hub.says("Finishing");
  await sleep(300);
  expect(postgresIn(hub.dir).length).toBeGreaterThan(1);
  form.write("=Ali");
  const [answer] = (await once(form, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /);
  expect(await hub.ended).toEqual({ code: 0, signal: null });
  expect(hub.said()).not.toContain("unexpectedly");
});

test("whoever changes their mind while the database is created finds nothing half made", async () => {
  const dir = emptyFolder();
  const first = await startHub({ dir });
  await first.says("Creating the database");
  first.signal("SIGINT");
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(readdirSync(dir).filter((name) => name.startsWith("postgres.new"))).toEqual([]);
});

test("a hub killed while it creates its database creates it at the next start", async () => {
  const dir = emptyFolder();
  const first = await startHub({ dir });
  await first.says("Creating the database");
  await until(() => readdirSync(dir).some((name) => name.startsWith("postgres.new")));
  first.signal("SIGKILL");
  await first.ended;
  expect(existsSync(path.join(dir, "postgres"))).toBe(false);
  const second = await startHub({ dir });
  await second.ready();
  expect(await visit(second)).toBe(200);
  expect(readdirSync(dir).filter((name) => name.startsWith("postgres.new"))).toEqual([]);
});

test("a hub killed alone leaves its database running, and the next start takes everything over", async () => {
  const dir = await usedFolder();
  const first = await startHub({ dir });
  await first.ready();
  await keepRow(dir);
  const [orphan] = postgresIn(dir);
  first.signal("SIGKILL");
  await first.ended;
  expect(postgresIn(dir)[0]).toBe(orphan);
  const second = await startHub({ dir });
  await second.ready();
  expect(await visit(second)).toBe(200);
  expect(await keptRow(dir)).toEqual(kept);
  expect(postgresIn(dir)).not.toContain(orphan);
});

test("when everything is killed at once, the next start recovers with the data intact", async () => {
  const dir = await usedFolder();
  const first = await startHub({ dir });
  await first.ready();
  await keepRow(dir);
  first.signal("SIGKILL");
  for (const pid of postgresIn(dir)) kill(pid, "SIGKILL");
  await first.ended;
  expect(existsSync(path.join(dir, "postgres", "postmaster.pid"))).toBe(true);
  const second = await startHub({ dir });
  await second.ready();
  expect(await keptRow(dir)).toEqual(kept);
});

test("when only the database is killed, the hub brings it back by itself", async () => {
  const dir = await usedFolder();
  const hub = await startHub({ dir });
  await hub.ready();
  await keepRow(dir);
  const [postmaster = 0] = postgresIn(dir);
  kill(postmaster, "SIGKILL");
  await hub.says("starting it again");
  await until(async () => (await visit(hub)) === 200 && (postgresIn(dir)[0] ?? postmaster) !== postmaster);
  expect(await keptRow(dir)).toEqual(kept);
  hub.signal("SIGTERM");
  expect(await hub.ended).toEqual({ code: 0, signal: null });
  expect(postgresIn(dir)).toEqual([]);
});

test("files that name a process of somebody else do not keep the hub from starting", async () => {
  const dir = await usedFolder();
  mkdirSync(path.join(dir, "lock"), { recursive: true });
  writeFileSync(path.join(dir, "lock", `${process.pid}-1-00000000-1`), "http://127.0.0.1:1");
  writeFileSync(
    path.join(dir, "postgres", "postmaster.pid"),
    `${process.pid}\n${dir}/postgres\n1\n5432\n${dir}/postgres\n\n1 1\nready   \n`,
  );
  writeFileSync(path.join(dir, "postgres", ".s.PGSQL.5432.lock"), `${process.pid}\n`);
  const hub = await startHub({ dir });
  await hub.ready();
  expect(await visit(hub)).toBe(200);
});

test("data that lies too deep for a socket is reached all the same", async () => {
  const dir = path.join(emptyFolder(), "deep".repeat(20), "deeper".repeat(10));
  const hub = await startHub({ dir });
  await hub.ready();
  expect(await visit(hub)).toBe(200);
  const socketDir =
    /^\/tmp\/dostyq-socket-\w+$/m.exec(
      readFileSync(path.join(dir, "postgres", "postmaster.pid"), "utf8"),
    )?.[0] ?? "";
  expect(statSync(socketDir).mode & 0o777).toBe(0o700);
  hub.signal("SIGTERM");
  expect(await hub.ended).toEqual({ code: 0, signal: null });
  expect(existsSync(socketDir)).toBe(false);
});
