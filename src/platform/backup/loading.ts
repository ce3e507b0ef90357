import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { type ClientBase, escapeIdentifier as quoted } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Refusal } from "../refusal.ts";
import { readTable } from "./backup.ts";
import type { Belongings } from "./belongings.ts";
import type { Table } from "./catalogue.ts";
import type { About, Manifest } from "./format.ts";
import { type Archive, partOf } from "./reading.ts";
import type { Entry } from "./tar.ts";

type Loading = {
  client: ClientBase;
  archive: Archive;
  about: About;
  /** The tables that wait for rows, by name. */
  tables: Map<string, Table>;
  belongings: Belongings;
  manifest: Manifest;
  progress?: (done: { bytes: number; of: number }) => void;
};

/** Fills tables from an archive, and hands over what else is in it; answers the tables for which there was no place. */
export async function loadRows(loading: Loading): Promise<string[]> {
  const { client, archive, tables, belongings, manifest } = loading;
  if (tables.size > 0)
    await client.query(`truncate ${[...tables.values()].map(({ sql }) => sql).join(", ")}`);
  const leftOut: string[] = [];
  for await (const { name, pieces } of inParts(archive.entries(), counted(loading))) {
    const [kind, what = ""] = splitOnce(name);
    if (kind === "files") await belongings.addFile(what, pieces);
    if (kind === "secret") for await (const secret of pieces) belongings.addSecret(secret.toString());
    if (kind !== "tables") continue;
    const table = tables.get(what);
    if (table) await loadTable(client, fitting(table, loading), pieces);
    else leftOut.push(what);
  }
  belongings.nameFiles(manifest.files);
  return leftOut;
}

const splitOnce = (name: string): string[] => {
  const at = name.indexOf("/");
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
};

function fitting(table: Table, { about, archive: { file, header } }: Loading): Table {
  const columns = about.tables.find((each) => each.name === table.name)?.columns ?? [];
  const missing = columns.find((column) => !table.columns.includes(column));
  if (missing === undefined) return { ...table, columns };
  throw new Refusal(
    `${file} has a column ${table.name}.${missing} that this version does not make: restore it with the version that wrote it (${header.version}), then upgrade; nothing was changed.`,
  );
}

async function loadTable(client: ClientBase, table: Table, pieces: AsyncIterable<Buffer>): Promise<void> {
  // Rows of a table made in this very transaction need no second look by a later vacuum; partitions cannot have that.
  const freeze = table.name.startsWith("jobs.") ? "" : " with (freeze)";
  const columns = table.columns.map(quoted).join(", ");
  await pipeline(pieces, client.query(copyFrom(`copy ${table.sql} (${columns}) from stdin${freeze}`)));
}

type PartInPieces = { name: string; pieces: AsyncIterable<Buffer> };

function counted({ manifest, progress }: Loading): (data: Buffer) => Buffer {
  const of = Object.values(manifest.tables).reduce((sum, part) => sum + part.bytes, 0);
  let bytes = 0;
  return (data) => {
    progress?.({ bytes: (bytes += data.length), of });
    return data;
  };
}

/** Entries that belong together, as one; what the reader leaves of a part is passed over. */
async function* inParts(
  entries: AsyncGenerator<Entry>,
  passing: (data: Buffer) => Buffer,
): AsyncGenerator<PartInPieces> {
  let next = await entries.next();
  while (!next.done) {
    const name = partOf(next.value.name);
    const pieces = async function* () {
      for (; !next.done && partOf(next.value.name) === name; next = await entries.next())
        yield passing(next.value.data);
    };
    yield { name, pieces: pieces() };
    while (!next.done && partOf(next.value.name) === name) next = await entries.next();
  }
}

/** Reads every table again and compares it with the manifest; a difference would be a fault of ours, and undoes all. */
export async function compareRows(
  client: ClientBase,
  about: About,
  manifest: Manifest,
  tables: Map<string, Table>,
): Promise<void> {
  for (const { name, columns } of about.tables) {
    const table = tables.get(name);
    if (!table) continue;
    const hash = createHash("sha256");
    const count = { rows: 0 };
    for await (const data of readTable(client, { ...table, columns }, count)) hash.update(data);
    const wanted = manifest.tables[name];
    if (hash.digest("hex") !== wanted?.sha256 || count.rows !== wanted.rows)
      throw new Error(`${name} came out other than it went in (${count.rows} rows of ${wanted?.rows})`);
  }
}

export async function setSequences(client: ClientBase, sequences: Manifest["sequences"]): Promise<void> {
  for (const [name, { value, called }] of Object.entries(sequences)) {
    const [schema = "", relation = ""] = splitName(name);
    await client.query(`select setval(to_regclass($1), $2, $3) where to_regclass($1) is not null`, [
      `${quoted(schema)}.${quoted(relation)}`,
      value,
      called,
    ]);
  }
}

const splitName = (name: string) => [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
