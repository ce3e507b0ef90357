import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import { Client } from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { databaseUrl } from "../database.ts";
import { emptyFolder, freePort, refusal, startHub, usedFolder, visit } from "./process.ts";

const server = (JSON.parse(inject("server")) as { url: string }).url;

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** A database on the tests' own server, made with these words; gone at the end. */
async function database(words = ""): Promise<string> {
  const name = `start_${randomUUID().replaceAll("-", "")}`;
  await run(server, `create database ${name} ${words}`);
  afterAll(() => run(server, `drop database if exists ${name} with (force)`));
  return databaseUrl(server, name);
}

test("a port that somebody else has is named, with the way out, and no database is made for it", async () => {
  const port = await freePort();
  const other = net.createServer().listen(port, "127.0.0.1");
  const dir = emptyFolder();
  expect(await refusal({ dir, port })).toEqual({
    code: 1,
    said: `Port ${port} on 127.0.0.1 is taken by another program: stop that one, or choose another port, such as PORT=${port + 1} npm start.`,
  });
  expect(existsSync(`${dir}/postgres`)).toBe(false);
  await new Promise((resolve) => other.close(resolve));
});

test("an address that is not this machine's is refused", async () => {
  const { code, said } = await refusal({ dir: emptyFolder(), env: { HOST: "192.0.2.1" } });
  expect({ code, said }).toEqual({
    code: 1,
    said: "This machine has no address 192.0.2.1 to listen on: set HOST to 127.0.0.1, or to 0.0.0.0 for the whole network.",
  });
});

test("a second start in the same folder is told where the first one is, which goes on", async () => {
  const dir = await usedFolder();
  const first = await startHub({ dir });
  await first.ready();
  expect(await refusal({ dir })).toEqual({
    code: 1,
    said: `Dostyq already runs in ${dir} (process ${first.pid}, http://127.0.0.1:${first.port}): stop that one with Ctrl-C or \`kill ${first.pid}\`, or give this one a folder of its own with VAR_DIR.`,
  });
  expect(await visit(first)).toBe(200);
});

test("a wrong setting is named, and nothing is made", async () => {
  const dir = emptyFolder();
  const { code, said } = await refusal({ dir, env: { LOG_LEVEL: "loud" } });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^The setting LOG_LEVEL=loud cannot be used: .+ npm start -- --help tells every setting\.$/,
  );
  expect(readdirSync(dir)).toEqual([]);
});

test("whoever brings a database gets a hub on it, and no other is made", async () => {
  const dir = emptyFolder();
  const hub = await startHub({ dir, env: { DATABASE_URL: await database() } });
  await hub.ready();
  expect(await visit(hub)).toBe(200);
  expect(hub.said()).toContain("the database that DATABASE_URL names");
  expect(existsSync(`${dir}/postgres`)).toBe(false);
  hub.signal("SIGTERM");
  expect(await hub.ended).toEqual({ code: 0, signal: null });
});

test("whoever begins empty stays empty, also when they start again without saying so", async () => {
  const DATABASE_URL = await database();
  for (const args of [["--empty"], []]) {
    const hub = await startHub({ dir: emptyFolder(), args, env: { DATABASE_URL } });
    await hub.ready();
    expect(hub.said()).not.toContain("sign in as");
    hub.signal("SIGTERM");
    await hub.ended;
  }
});

const refuses = async (DATABASE_URL: string) => {
  const { code, said } = await refusal({ dir: emptyFolder(), env: { DATABASE_URL } });
  expect({ code, lines: said.split("\n") }).toEqual({ code: 1, lines: [said] });
  return said;
};

test("a database where nobody answers is refused", async () => {
  const said = await refuses(`postgres://somebody:secret@127.0.0.1:${await freePort()}/hub`);
  expect(said).toMatch(
    /^The database of DATABASE_URL cannot be reached \(connect ECONNREFUSED .+\): start that PostgreSQL/,
  );
  expect(said).not.toContain("secret");
});

test("a database that does not exist is refused", async () => {
  expect(await refuses(databaseUrl(server, "nowhere"))).toBe(
    'The database of DATABASE_URL cannot be reached (database "nowhere" does not exist): create that database or correct its name in it.',
  );
});

test("a database that sees no Kazakh letters is refused, and left as it was", async () => {
  const url = await database(
    "template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C' lc_collate 'C' lc_ctype 'C'",
  );
  expect(await refuses(url)).toMatch(
    /^The database does not see Kazakh letters in names, .+ create it anew with `create database/,
  );
  await run(url, "create extension pg_trgm"); // would fail where the hub had left it behind
});

test("a database whose text is not Unicode is refused", async () => {
  const url = await database("template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'");
  expect(await refuses(url)).toMatch(
    /^The database stores text as SQL_ASCII, which lacks Kazakh letters: create it anew/,
  );
});

test("a database older than PostgreSQL 17 is refused", async () => {
  const url = await database();
  // What the server says of itself is overlaid, because there is only one server here.
  await run(
    url,
    "create schema old",
    "create function old.current_setting(text) returns text language sql return case $1 when 'server_version_num' then '160004' else pg_catalog.current_setting($1) end",
    `alter database ${new URL(url).pathname.slice(1)} set search_path = old, pg_catalog, public`,
  );
  expect(await refuses(url)).toBe(
    "The database runs PostgreSQL 16 and Dostyq needs 17 or newer: upgrade it or choose another with DATABASE_URL.",
  );
});

test("a database written by a newer Dostyq is refused and not touched", async () => {
  const url = await database();
  await run(
    url,
    "create schema platform",
    "create table platform.migration (name text primary key, timestamp text not null)",
    "insert into platform.migration values ('20991231T2359_move_to_the_moon', '')",
  );
  expect(await refuses(url)).toBe(
    "The database was written by a newer Dostyq (it has the step 20991231T2359_move_to_the_moon, which this version does not know): start that newer version, or restore a backup made before it.",
  );
  await run(url, "create schema people"); // would fail had a migration run
});

test("data of another PostgreSQL is refused in words", async () => {
  const dir = await usedFolder();
  writeFileSync(`${dir}/postgres/PG_VERSION`, "16\n");
  const { code, said } = await refusal({ dir });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^The data in \S+ was written by PostgreSQL 16 and this Dostyq brings PostgreSQL 18: start the version/,
  );
});

test("a folder that is no database is left alone", async () => {
  const dir = emptyFolder();
  mkdirSync(`${dir}/postgres`);
  writeFileSync(`${dir}/postgres/holiday.jpg`, "picture");
  const { code, said } = await refusal({ dir });
  expect(code).toBe(1);
  expect(said).toMatch(
    /holds something that is not a PostgreSQL database: move it out of the way and start again\.$/,
  );
  expect(readdirSync(`${dir}/postgres`)).toEqual(["holiday.jpg"]);
});
