import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Tx } from "../../../platform/db/pool.ts";
import { type Keys, seal, unseal } from "../../../platform/keys.ts";
import { linkEnds } from "../rules/asking.ts";
import { addRequest, type NewRequest, type Request } from "../store/requests.ts";

type New = Pick<NewRequest, "person_id" | "guardian_id"> & Partial<NewRequest>;

/** Makes a link of 128 random bits, of which only a hash and, for reminders, a sealed copy is kept. */
export async function newLink(tx: Tx, keys: Keys, whose: New, now: Date): Promise<string> {
  const id = randomUUID();
  const token = randomBytes(16).toString("base64url");
  const sealed = seal(keys.links, token, `request ${id}`);
  const expires_at = linkEnds(now);
  await addRequest(tx, { id, ...whose, token_hash: hashOfLink(token), sealed, asked_at: now, expires_at });
  return token;
}

/** What is kept of a link: who holds it is asked for a code all the same. */
export const hashOfLink = (token: string): Buffer => createHash("sha256").update(token).digest();

/** The link itself as long as it may be sent again. */
export const tokenOf = (keys: Keys, { id, sealed }: Request): string | undefined =>
  sealed ? unseal(keys.links, sealed, `request ${id}`) : undefined;
