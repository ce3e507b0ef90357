import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openChunks, sealChunks, SealError } from "./sealing.ts";

const key = randomBytes(32);
const about = Buffer.from("the first line\n");
const chunk = 65_536 + 16;

async function* inHandfuls(bytes: Buffer, size = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = [];
  for await (const each of source) kept.push(each);
  return Buffer.concat(kept);
}

const seal = (text: Buffer) => all(sealChunks(inHandfuls(text), key, about));
const open = (sealed: Buffer, line = about) => all(openChunks(inHandfuls(sealed, 7_777), key, line));

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])(
  "%i sealed bytes are opened as they were",
  async (length) => {
    const text = randomBytes(length);
    const sealed = await seal(text);
    expect(sealed.length).toBe(length + 16 * Math.max(1, Math.ceil(length / 65_536)));
    expect((await open(sealed)).equals(text)).toBe(true);
  },
);

describe("whoever tampers is found out, when", () => {
  const text = randomBytes(4 * 65_536);
  const parts = (sealed: Buffer) =>
    [0, 1, 2, 3].map((number) => sealed.subarray(number * chunk, (number + 1) * chunk));
  test.each<[string, (chunks: Buffer[]) => Buffer[]]>([
    ["the last chunk is missing", (chunks) => chunks.slice(0, 3)],
    ["all but the first are missing", (chunks) => chunks.slice(0, 1)],
    ["everything is missing", () => []],
    ["two chunks have changed places", ([a, b, c, d]) => [a!, c!, b!, d!]],
    ["a chunk comes twice", ([a, b, c, d]) => [a!, b!, b!, c!, d!]],
    ["a chunk is left out", ([a, , c, d]) => [a!, c!, d!]],
    ["something is added", (chunks) => [...chunks, Buffer.from("more")]],
    ["the last one was cut", (chunks) => [...chunks.slice(0, 3), chunks[3]!.subarray(0, 100)]],
  ])("%s", async (_what, change) => {
    const changed = Buffer.concat(change(parts(await seal(text))));
    await expect(open(changed)).rejects.toThrow(SealError);
  });

  test("the first line is another", async () => {
    await expect(open(await seal(text), Buffer.from("another first line\n"))).rejects.toThrow(SealError);
  });
});
