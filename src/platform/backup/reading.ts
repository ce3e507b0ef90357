import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import { Refusal } from "../refusal.ts";
import { type About, endMark, type Header, type Manifest, type Part } from "./format.ts";
import { type Encryption, openChunks } from "./sealing.ts";
import { type Entry, unpack } from "./tar.ts";

export type Archive = {
  file: string;
  header: Header;
  /** Its entries from the first to the last, each time anew; refuses in words where it is damaged. */
  entries: () => AsyncGenerator<Entry>;
};

/** Finds the key of an encrypted archive; nothing where the passphrase is another one's. */
export type Unlock = (encryption: Encryption) => Promise<Buffer | undefined>;

/** Opens an archive for reading; `unlock` is called where it is encrypted. */
export async function openArchive(file: string, unlock: Unlock): Promise<Archive> {
  const { line, size } = await readEnds(file);
  const header = readHeader(file, line);
  const key = header.encrypted && (await unlock(header.encrypted));
  if (header.encrypted && !key)
    throw new Refusal(
      `The passphrase does not open ${file}: give the one it was encrypted with (BACKUP_PASSPHRASE); nothing was changed.`,
    );
  return { file, header, entries: () => readEntries(file, line, size, key) };
}

async function* readEntries(file: string, line: Buffer, size: number, key: Buffer | undefined) {
  const range = { start: line.length, end: size - endMark.length - 1, highWaterMark: 2 ** 18 };
  const bytes = createReadStream(file, range);
  const packed = key ? Readable.from(openChunks(bytes, key, line), { objectMode: false }) : bytes;
  const unpacked = pipeline(packed, createZstdDecompress({ chunkSize: 2 ** 18 }), () => {});
  try {
    yield* unpack(unpacked);
  } catch (error) {
    if ((error as { syscall?: unknown }).syscall) throw error;
    throw damaged(file, error);
  } finally {
    bytes.destroy();
  }
}

/** Reads an archive from end to end and compares every part with its manifest; refuses what is not whole. */
export async function inspect({ file, entries }: Archive): Promise<{ about: About; manifest: Manifest }> {
  const seen = new Map<string, Seen>();
  const read = (name: string) => seen.get(name) ?? { hash: createHash("sha256"), bytes: 0 };
  const told: { [name: string]: unknown } = {};
  for await (const { name, data } of entries()) {
    if (name.endsWith(".json")) told[name] = parsed(file, data);
    const { hash, bytes } = read(partOf(name));
    seen.set(partOf(name), { hash: hash.update(data), bytes: bytes + data.length });
  }
  const about = told["about.json"] as About | undefined;
  const manifest = told["manifest.json"] as Manifest | undefined;
  if (!about || !manifest) throw damaged(file);
  const isWhole = ([name, { bytes, sha256 }]: [string, Pick<Part, "bytes" | "sha256">]) =>
    read(name).bytes === bytes && read(name).hash.digest("hex") === sha256;
  if (!expectedParts(manifest).every(isWhole)) throw damaged(file);
  return { about, manifest };
}

function parsed(file: string, data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch (error) {
    throw damaged(file, error);
  }
}

type Seen = { hash: Hash; bytes: number };

/** The part that an entry is a piece of: `tables/people.person/000002` belongs to `tables/people.person`. */
export const partOf = (name: string): string => name.replace(/\/\d+$/, "");

const expectedParts = ({ tables, files }: Manifest): [string, Pick<Part, "bytes" | "sha256">][] => [
  ...Object.entries(tables).map(([name, part]): [string, Part] => [`tables/${name}`, part]),
  ...files.map((each, index): [string, (typeof files)[0]] => [`files/${index}`, each]),
];

async function readEnds(file: string): Promise<{ line: Buffer; size: number }> {
  await using handle = await open(file, "r").catch((error: Error) => {
    throw new Refusal(`${file} cannot be read: ${error.message}.`, { cause: error });
  });
  const { size } = await handle.stat();
  const start = Buffer.alloc(4096);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  const length = start.subarray(0, bytesRead).indexOf("\n") + 1;
  if (length === 0 || !start.subarray(0, length).includes('"dostyq_backup":'))
    throw new Refusal(`${file} is no backup of Dostyq: name a file that npm run backup has written.`);
  const end = Buffer.alloc(endMark.length);
  await handle.read(end, 0, end.length, Math.max(0, size - end.length));
  if (!end.equals(endMark))
    throw new Refusal(
      `${file} was cut off: its end is missing. Fetch the whole file again, or take another backup; nothing was changed.`,
    );
  return { line: start.subarray(0, length), size };
}

function readHeader(file: string, line: Buffer): Header {
  const header = parsed(file, line) as Omit<Header, "dostyq_backup"> & { dostyq_backup: number };
  if (header.dostyq_backup !== 1)
    throw new Refusal(
      `${file} was written by a newer Dostyq (${header.version}), in a form that this version cannot read: restore it with that one; nothing was changed.`,
    );
  return header as Header;
}

const damaged = (file: string, cause?: unknown) =>
  new Refusal(
    `${file} is damaged: what it holds is not what was written. Fetch the file again, or take another backup; nothing was changed.`,
    { cause },
  );
