import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { erasePerson, withdrawConsents } from "../../src/app.ts";
import { type BackupOrder, type Made, makeBackup } from "../../src/platform/backup/backup.ts";
import { inspect, openArchive, type Unlock } from "../../src/platform/backup/reading.ts";
import { type Restored, type RestoreOrder, restoreBackup } from "../../src/platform/backup/restore.ts";
import { unlockWith } from "../../src/platform/backup/sealing.ts";
import { databaseUrl } from "../database.ts";

export const now = new Date("2026-11-22T20:15:00Z");
export const secret = "s".repeat(40);
export const passphrase = "білгірлер ғана ашады";

/** A folder of this test file's own, gone at the end. */
export function ownFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "dostyq-backup-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty database that belongs to somebody who may do nothing beyond it, as on a server of the operator's. */
export async function emptyDatabase(): Promise<string> {
  const server = (JSON.parse(inject("server")) as { url: string }).url;
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  const role = await withOne(server, async (client) => {
    const { rows } = await client.query<{ rolsuper: boolean }>(
      "select rolsuper from pg_roles where rolname = current_user",
    );
    const owner = rows[0]?.rolsuper ? name : undefined;
    if (owner) await client.query(`create role ${owner} login`);
    await client.query(`create database ${name}${owner ? ` owner ${owner}` : ""}`);
    return owner;
  });
  afterAll(() =>
    withOne(server, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      if (role) await client.query(`drop role ${role}`);
    }),
  );
  const url = new URL(databaseUrl(server, name));
  if (role) url.username = role;
  return url.href;
}

export async function withOne<Answer>(
  url: string,
  run: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {}); // told by the query that meets it
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

type Given = { url: string; file: string } & Partial<Omit<BackupOrder, "client">>;

export const backUp = ({ url, ...given }: Given): Promise<Made> =>
  withOne(url, (client) =>
    makeBackup({ client, var_dir: path.dirname(given.file), passphrase: undefined, secret, now, ...given }),
  );

const keys = new Map<string, ReturnType<Unlock>>();

/** Derives the key of an archive once, because that is made to take long. */
export const unlocked =
  (passphrase: string): Unlock =>
  (encryption) => {
    const name = JSON.stringify([passphrase, encryption]);
    const key = keys.get(name) ?? unlockWith(passphrase, encryption);
    keys.set(name, key);
    return key;
  };

type Wanted = { url: string; file: string; passphrase?: string } & Partial<Omit<RestoreOrder, "client">>;

export async function restore({ url, file, passphrase, ...given }: Wanted): Promise<Restored> {
  const archive = await openArchive(file, unlocked(passphrase ?? ""));
  const contents = await inspect(archive);
  const order = {
    archive,
    contents,
    var_dir: ownFolder(),
    since: { erasures: [], withdrawals: [] },
    erase: erasePerson,
    withdraw: withdrawConsents,
    now,
  };
  return withOne(url, (client) => restoreBackup({ client, say: () => {}, ...order, ...given }));
}

/** What the queue and processes keep of this very server is no part of a backup. */
const apart = /^(jobs\.(version|bam|warning|instance|queue_stats\w*|job_common)|platform\.process)$/;

/** Every row of every table, in words of the database alone: as many as there are, and their hash in a fixed order. */
export const rowsOf = (url: string): Promise<Record<string, string>> =>
  withOne(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const hashes: Record<string, string> = {};
    for (const { name } of rows.filter((row) => !apart.test(row.name))) {
      const answer = await client.query<{ hash: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text collate "C")), '') as hash
         from ${name} t`,
      );
      hashes[name] = answer.rows[0]?.hash ?? "";
    }
    return hashes;
  });

/** Everything that is defined in a database, one line each. */
export const schemaOf = (url: string): Promise<string[]> =>
  withOne(url, async (client) => {
    await client.query("set search_path = ''");
    const { rows } = await client.query<{ line: string }>(`
      with ours as (select oid from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('information_schema', 'public'))
      select format('column %s.%s %s %s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod),
          attnotnull, attidentity, attgenerated, pg_get_expr(adbin, adrelid)) as line
        from pg_attribute join pg_class on pg_class.oid = attrelid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relnamespace in (select * from ours) and attnum > 0 and not attisdropped and relkind in ('r', 'p', 'v')
      union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace in (select * from ours)
      union all select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid
        where relnamespace in (select * from ours)
      union all select format('%s %s', tgenabled, pg_get_triggerdef(pg_trigger.oid)) from pg_trigger
        join pg_class on pg_class.oid = tgrelid where not tgisinternal and relnamespace in (select * from ours)
      union all select pg_get_functiondef(oid) from pg_proc where pronamespace in (select * from ours)
      union all select format('view %s %s', oid::regclass, pg_get_viewdef(oid)) from pg_class
        where relkind = 'v' and relnamespace in (select * from ours)
      union all select format('sequence %I.%I', schemaname, sequencename) from pg_sequences
        where schemaname in (select nspname from pg_namespace where oid in (select * from ours))
      order by 1`);
    return rows.map((row) => row.line);
  });

/** Where each sequence stands. */
export const sequencesOf = (url: string): Promise<unknown[]> =>
  withOne(url, async (client) => {
    const { rows } = await client.query(
      "select schemaname, sequencename, last_value from pg_sequences where schemaname <> 'jobs' order by 1, 2",
    );
    return rows as unknown[];
  });
