import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { deriveKeys, keyedHash } from "../keys.ts";
import { Refusal } from "../refusal.ts";
import { readVersion } from "../version.ts";
import {
  copyOut,
  listMigrations,
  listSequences,
  listTables,
  plainText,
  readQueueVersion,
  type Table,
} from "./catalogue.ts";
import { type About, type Header, type Manifest, type Part, pieceLength } from "./format.ts";
import { inspect, openArchive } from "./reading.ts";
import { lockWith } from "./sealing.ts";
import type { Entry } from "./tar.ts";
import { writeArchive } from "./writing.ts";

export type BackupOrder = {
  /** A connection of its own, which sees one moment from begin to end; of no use any more where a backup fails. */
  client: ClientBase;
  /** Where the archive goes; nothing may be there yet. */
  file: string;
  /** Below it lie the files that belong to the database. */
  var_dir: string;
  passphrase: string | undefined;
  /** The hub's secret: an encrypted archive holds it, any archive its mark. */
  secret: string | undefined;
  /** Told how far it has come, a few times a second. */
  progress?: (done: { tables: number; of: number; bytes: number }) => void;
  signal?: AbortSignal;
  now: Date;
};

export type Made = { file: string; bytes: number; rows: number; encrypted: boolean };

/** Writes one consistent archive of database and files while the hub goes on working. */
export async function makeBackup(order: BackupOrder): Promise<Made> {
  const { client, file, passphrase, signal, now } = order;
  if (existsSync(file)) throw new Refusal(`${file} is there already: give the backup another name.`);
  const lock = passphrase === undefined ? undefined : await lockWith(passphrase);
  const header: Header = {
    dostyq_backup: 1,
    version: readVersion(),
    made: now.toISOString(),
    ...(lock ? { encrypted: lock.encryption } : {}),
  };
  const manifest: Manifest = { tables: {}, files: [], sequences: {} };
  await client.query("begin isolation level repeatable read read only");
  await client.query(plainText);
  const check = async (part: string) => void (await inspect(await openArchive(part, async () => lock?.key)));
  const entries = readEverything(order, manifest);
  const { bytes } = await writeArchive(file, { header, key: lock?.key, entries, check, signal });
  await client.query("commit");
  const rows = Object.values(manifest.tables).reduce((sum, part) => sum + part.rows, 0);
  return { file, bytes, rows, encrypted: lock !== undefined };
}

async function* readEverything(order: BackupOrder, manifest: Manifest): AsyncGenerator<Entry> {
  const { client, secret, passphrase, var_dir, progress } = order;
  const migrations = await listMigrations(client);
  if (migrations.length === 0) throw new Refusal("There is nothing to back up: the database is new.");
  const tables = await listTables(client);
  const about: About = {
    migrations,
    queue: await readQueueVersion(client),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    secret_mark: secret === undefined ? null : markOf(secret),
  };
  yield { name: "about.json", data: asJson(about) };
  if (secret !== undefined && passphrase !== undefined) yield { name: "secret", data: Buffer.from(secret) };
  let bytes = 0;
  for (const [index, table] of tables.entries()) {
    const part = newPart(`tables/${table.name}`);
    for await (const entry of part.pieces(readTable(client, table, part))) {
      yield entry;
      progress?.({ tables: index, of: tables.length, bytes: (bytes += entry.data.length) });
    }
    manifest.tables[table.name] = part.sum();
  }
  for (const { name, value, called } of await listSequences(client))
    manifest.sequences[name] = { value, called };
  yield* readFiles(path.join(var_dir, "files"), manifest);
  yield { name: "manifest.json", data: asJson(manifest) };
}

/** A short mark of a hub's secret: tells another secret apart, and is too short to find one by. */
export const markOf = (secret: string): string =>
  keyedHash(deriveKeys({ secret }).hashes, "backup").toString("hex").slice(0, 8);

const asJson = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** A table's rows as PostgreSQL gives them; how many there were is known once its next answer has come. */
export async function* readTable(client: ClientBase, table: Table, part: { rows: number }) {
  const rows = client.query(copyTo(copyOut(table), { highWaterMark: 2 ** 18 }));
  yield* rows as AsyncIterable<Buffer>;
  await client.query("");
  part.rows = rows.rowCount;
}

/** Counts and hashes what goes into an archive, and cuts it into pieces. */
export function newPart(name: string) {
  const hash = createHash("sha256");
  const part = {
    rows: 0,
    bytes: 0,
    pieces: async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
      let number = 0;
      for await (const data of inPieces(source)) {
        hash.update(data);
        part.bytes += data.length;
        yield { name: `${name}/${String(number++).padStart(6, "0")}`, data };
      }
    },
    sum: (): Part => ({ rows: part.rows, bytes: part.bytes, sha256: hash.digest("hex") }),
  };
  return part;
}

async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const each of source) {
    kept.push(each);
    size += each.length;
    if (size < pieceLength) continue;
    yield Buffer.concat(kept);
    kept = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(kept);
}

/** Files are written before the row that names them commits and removed after it is gone: rows first, then files. */
async function* readFiles(folder: string, manifest: Manifest): AsyncGenerator<Entry> {
  if (!existsSync(folder)) return;
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const names = found.map((each) => path.relative(folder, path.join(each.parentPath, each.name))).sort();
  for (const name of names) {
    const part = newPart(`files/${manifest.files.length}`);
    try {
      yield* part.pieces(createReadStream(path.join(folder, name)) as AsyncIterable<Buffer>);
    } catch (error) {
      if ((error as { code?: unknown }).code === "ENOENT" && part.bytes === 0) continue; // erased meanwhile
      throw error;
    }
    const { bytes, sha256 } = part.sum();
    manifest.files.push({ path: name, bytes, sha256 });
  }
}
