import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Settings } from "./config.ts";

/** One key for each purpose, all from the hub's one secret: what one of them seals, no other opens. */
export type Keys = {
  /** Seals the text of notices that wait to be delivered. */
  notices: Buffer;
  /** Seals what this house gives a browser to keep. */
  cookies: Buffer;
  /** Hashes codes and the contacts whose attempts are counted. */
  hashes: Buffer;
};

/** The keys of a hub; its secret is set or made before it opens, so without one nothing may start. */
export function deriveKeys({ secret }: Pick<Settings, "secret">): Keys {
  if (!secret) throw new Error("keys need the setting SECRET or the secret kept in VAR_DIR");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "", `dostyq ${purpose}`, 32));
  return { notices: derive("notices"), cookies: derive("cookies"), hashes: derive("hashes") };
}

const nonceLength = 12;
const tagLength = 16;

/** Seals a text (AES-256-GCM) so that only this key opens it, and only for the same `about`. */
export function seal(key: Buffer, text: string, about: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` sealed; nothing where a byte was changed, or the key or `about` is another. */
export function unseal(key: Buffer, sealed: Buffer, about: string): string | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined;
  const nonce = sealed.subarray(0, nonceLength);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
    return text.toString("utf8");
  } catch {
    return undefined;
  }
}

/** A hash that only this hub can make, so that short or guessable texts cannot be found from it. */
export const keyedHash = (key: Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();
