import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from "node:crypto";
import { promisify } from "node:util";
import { Refusal } from "../refusal.ts";
import type { Header } from "./format.ts";

const chunkLength = 65_536;
const tagLength = 16;
const costs = { N: 2 ** 17, r: 8, p: 1 };

export type Encryption = NonNullable<Header["encrypted"]>;

/** What a new archive says of its encryption, and the key for it. */
export async function lockWith(passphrase: string): Promise<{ encryption: Encryption; key: Buffer }> {
  const salt = randomBytes(16);
  const { key, check } = await derive(passphrase, { ...costs, salt: salt.toString("base64") });
  return { encryption: { scrypt: { ...costs, salt: salt.toString("base64") }, check }, key };
}

/** The key that a passphrase gives for an archive; nothing where it is another archive's. */
export async function unlockWith(passphrase: string, encryption: Encryption): Promise<Buffer | undefined> {
  const { key, check } = await derive(passphrase, encryption.scrypt);
  const wanted = Buffer.from(encryption.check, "hex");
  const given = Buffer.from(check, "hex");
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? key : undefined;
}

const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** The key, and a mark of it by which a wrong passphrase is told from a damaged archive. */
async function derive(passphrase: string, { N, r, p, salt }: Encryption["scrypt"]) {
  if (N > 2 ** 20 || r > 16 || p > 4) throw new Refusal("The archive asks for more memory than it may.");
  const options = { N, r, p, maxmem: 2 * 128 * N * r };
  const both = await stretch(passphrase.normalize("NFKC"), Buffer.from(salt, "base64"), 64, options);
  const check = createHash("sha256").update(both.subarray(32)).digest("hex").slice(0, 16);
  return { key: both.subarray(0, 32), check };
}

/** Chunk after chunk by AES-256-GCM: each knows its number and whether it is the last, so none can be lost or moved. */
export async function* sealChunks(source: AsyncIterable<Buffer>, key: Buffer, about: Buffer) {
  let number = 0;
  for await (const { chunk, last } of cut(source, chunkLength)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number++, last)).setAAD(about);
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** What `sealChunks` sealed; throws `SealError` where a bit of it is other than it was. */
export async function* openChunks(source: AsyncIterable<Buffer>, key: Buffer, about: Buffer) {
  let number = 0;
  for await (const { chunk, last } of cut(source, chunkLength + tagLength)) {
    if (chunk.length < tagLength) throw new SealError();
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number++, last), {
      authTagLength: tagLength,
    }).setAAD(about);
    decipher.setAuthTag(chunk.subarray(-tagLength));
    const open = decipher.update(chunk.subarray(0, -tagLength));
    try {
      decipher.final();
    } catch {
      throw new SealError();
    }
    yield open;
  }
}

export class SealError extends Error {}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Cuts a stream into equal chunks, the last one shorter or, of nothing, empty; it is known to be the last. */
async function* cut(source: AsyncIterable<Buffer>, length: number) {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const each of source) {
    kept.push(each);
    size += each.length;
    if (size <= length) continue;
    const all = Buffer.concat(kept);
    let from = 0;
    for (; all.length - from > length; from += length)
      yield { chunk: all.subarray(from, from + length), last: false };
    kept = [all.subarray(from)];
    size = all.length - from;
  }
  yield { chunk: Buffer.concat(kept), last: true };
}
