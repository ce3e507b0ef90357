import { pipeline } from "node:stream/promises";
import { createDeflateRaw, crc32 } from "node:zlib";

/** A file of an archive, as it comes. */
export type Entry = { name: string; content: AsyncIterable<string> };
type Packed = { name: Buffer; crc: number; packed: number; size: number; at: number };

/** A ZIP archive written while its files come: their sizes follow them, so that nothing is held back (below 4 GB each). */
export async function* zipOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const done: Packed[] = [];
  let at = 0;
  for await (const { name, content } of entries) {
    const entry: Packed = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at };
    const head = Buffer.concat([localHeader(entry), entry.name]);
    yield head;
    yield* packed(content, entry);
    const tail = descriptor(entry);
    yield tail;
    at += head.length + entry.packed + tail.length;
    done.push(entry);
  }
  const directory = Buffer.concat(done.flatMap((entry) => [directoryHeader(entry), entry.name]));
  yield Buffer.concat([directory, end(done.length, directory.length, at)]);
}

/** Packs what comes, and notes how much it was; quickly, for lines of a list are alike and pack well anyway. */
async function* packed(content: AsyncIterable<string>, entry: Packed): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 2 });
  const feeding = pipeline(async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      yield bytes;
    }
  }, deflate);
  // Its failure reaches the loop below through the stream itself.
  feeding.catch(() => {});
  for await (const bytes of deflate as AsyncIterable<Buffer>) {
    entry.packed += bytes.length;
    yield bytes;
  }
}

// Sizes follow the file (bit 3), names are UTF-8 (bit 11); 1 January 1980, because files of a list have no other time.
const common = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x21],
] as const;

const localHeader = ({ name }: Packed): Buffer =>
  fields([4, 0x04034b50], ...common, [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]);

const descriptor = ({ crc, packed, size }: Packed): Buffer =>
  fields([4, 0x08074b50], [4, crc], [4, packed], [4, size]);

const directoryHeader = ({ name, crc, packed, size, at }: Packed): Buffer =>
  fields(
    ...([[4, 0x02014b50], [2, 20], ...common, [4, crc], [4, packed], [4, size], [2, name.length]] as const),
    ...([
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, at],
    ] as const),
  );

const end = (count: number, length: number, at: number): Buffer =>
  fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, at], [2, 0]);

/** Numbers as an archive holds them: so many bytes each, the lowest first. */
function fields(...numbers: (readonly [2 | 4, number])[]): Buffer {
  const bytes = Buffer.alloc(numbers.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, number] of numbers) at = bytes.writeUIntLE(number, at, length);
  return bytes;
}
