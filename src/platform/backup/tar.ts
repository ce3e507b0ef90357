const block = 512;
const longest = 64 * 2 ** 20;

export type Entry = { name: string; data: Buffer };

/** One entry of a tar archive (ustar), as any `tar` unpacks it. */
export function* packEntry({ name, data }: Entry): Generator<Buffer> {
  const head = Buffer.alloc(block);
  if (head.write(name, 0, "ascii") > 100) throw new RangeError(`too long a name: ${name}`);
  head.write("0000600\0", 100, "ascii");
  head.write("0000000\0".repeat(2), 108, "ascii");
  head.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124, "ascii");
  head.write(`${"0".repeat(11)}\0`, 136, "ascii");
  head.write("0", 156, "ascii");
  head.write("ustar\x0000", 257, "ascii");
  head.write(`${checksumOf(head).toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  yield head;
  yield data;
  const rest = data.length % block;
  if (rest > 0) yield Buffer.alloc(block - rest);
}

/** What follows the last entry. */
export const packEnd = (): Buffer => Buffer.alloc(2 * block);

/** The entries of a tar archive one after the other; throws `TarError` on anything that is none. */
export async function* unpack(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const take = taker(source);
  for (;;) {
    const head = await take(block);
    if (head.every((byte) => byte === 0)) break;
    if (readNumber(head, 148, 8) !== checksumOf(head)) throw new TarError("an entry's head is damaged");
    const name = head.subarray(0, 100).toString("ascii").replace(/\0.*$/s, "");
    const length = readNumber(head, 124, 12);
    if (!(length <= longest)) throw new TarError(`the entry ${name} is too long`);
    const data = await take(Math.ceil(length / block) * block);
    yield { name, data: data.subarray(0, length) };
  }
  // To the very end: what comes after may still say that the archive is damaged.
  for await (const _rest of { [Symbol.asyncIterator]: () => take.rest }) continue;
}

export class TarError extends Error {}

/** Hands out a stream in lengths that are asked for. */
function taker(source: AsyncIterable<Buffer>) {
  const rest = source[Symbol.asyncIterator]();
  let kept: Buffer[] = [];
  let size = 0;
  const take = async (length: number): Promise<Buffer> => {
    while (size < length) {
      const { value, done } = await rest.next();
      if (done) throw new TarError("it ends too early");
      kept.push(value);
      size += value.length;
    }
    const all = kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept);
    kept = [all.subarray(length)];
    size -= length;
    return all.subarray(0, length);
  };
  return Object.assign(take, { rest });
}

/** The sum of all bytes of a head, its own eight counted as spaces. */
function checksumOf(head: Buffer): number {
  let sum = 8 * 0x20;
  for (let index = 0; index < block; index++) if (index < 148 || index >= 156) sum += head[index] ?? 0;
  return sum;
}

const readNumber = (head: Buffer, at: number, length: number): number =>
  Number.parseInt(head.subarray(at, at + length).toString("ascii"), 8);
