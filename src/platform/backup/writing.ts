import { mkdirSync } from "node:fs";
import { type FileHandle, open, rename, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { Refusal } from "../refusal.ts";
import { endMark, type Header } from "./format.ts";
import { sealChunks } from "./sealing.ts";
import { type Entry, packEnd, packEntry } from "./tar.ts";

export type Writing = {
  header: Header;
  /** Seals it; without one it can be read by whoever has the file. */
  key: Buffer | undefined;
  entries: AsyncIterable<Entry>;
  /** Looks at what was written, before it gets its name; what it throws undoes everything. */
  check: (part: string) => Promise<void>;
  signal?: AbortSignal | undefined;
};

/** Writes an archive, all or nothing: under its own name it is complete, on the disk and was read once. */
export async function writeArchive(file: string, writing: Writing): Promise<{ bytes: number }> {
  const part = `${file}.part`;
  const folder = path.dirname(path.resolve(file));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const bytes = await writePart(part, folder, writing);
    await writing.check(part);
    await rename(part, file);
    await using handle = await open(folder, "r");
    await handle.sync();
    return { bytes };
  } catch (error) {
    await rm(part, { force: true });
    throw isFull(error) ? noRoom(folder) : error;
  }
}

async function writePart(part: string, folder: string, { header, key, entries, signal }: Writing) {
  await using handle = await open(part, "w", 0o600);
  const output = await guarded(handle, folder);
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  await output.write(line);
  const level = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  await pipeline(
    pack(entries),
    createZstdCompress({ params: level, chunkSize: 2 ** 18 }),
    async (packed: AsyncIterable<Buffer>) => {
      for await (const chunk of key ? sealChunks(packed, key, line) : packed) await output.write(chunk);
    },
    signal ? { signal } : {},
  );
  await output.write(endMark);
  await handle.sync();
  return output.bytes();
}

async function* pack(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const entry of entries) yield* packEntry(entry);
  yield packEnd();
}

/** Stops before the disk is full to the last byte: a database next door has to go on writing. */
async function guarded(handle: FileHandle, folder: string) {
  const often = 16 * 2 ** 20;
  let bytes = 0;
  let looked = -often;
  const write = async (data: Buffer) => {
    if (bytes - looked >= often) {
      looked = bytes;
      const { bavail, blocks, bsize } = await statfs(folder);
      if (bavail * bsize < Math.min(64 * 2 ** 20, (blocks * bsize) / 10)) throw noRoom(folder);
    }
    for (let at = 0; at < data.length;) at += (await handle.write(data, at)).bytesWritten;
    bytes += data.length;
  };
  return { write, bytes: () => bytes };
}

const isFull = (error: unknown) => ["ENOSPC", "EDQUOT"].includes(String((error as { code?: unknown }).code));

const noRoom = (folder: string) =>
  new Refusal(
    `The disk is full: ${folder} has no room for the backup; free some space or choose another folder. Nothing of it was left behind.`,
  );
