import { createHash, randomBytes, randomUUID } from "node:crypto";
import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { type Keys, seal } from "../../../platform/keys.ts";
import { isContactOf } from "../../people/index.ts";
import { linkEnds, type Relation, terms } from "../rules/asking.ts";
import { askedOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { addGuardian, type Contact } from "../store/guardians.ts";
import { holdPerson } from "../store/ledger.ts";
import { addRequest, countAsked, endRequests } from "../store/requests.ts";
import { findSubject } from "../store/subjects.ts";
import { sendLink } from "../telling.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

export type Named =
  { kind: "asked" } | { kind: "refused"; reason: "own_contact" | "too_many" | "not_needed" };

type Naming = { name: string; relation: Relation; contact: Contact; language: Language };

/**
 * Sends a guardian whom a young person names a link of 128 random bits, and ends the link before it. A contact of the
 * young person's own is refused; whether anybody else is known by it is not looked at here, so nothing can be learned.
 */
export const nameGuardian = (
  { db, keys, notices }: Parts,
  who: Actor,
  naming: Naming,
  now: Date,
): Promise<Named> =>
  db.transaction().execute(async (tx) => {
    await holdPerson(tx, who.id);
    const subject = found(await findSubject(tx, who.id));
    if (subject.hubs.length === 0 || askedOf("guardian", strictest(subject, now)).length === 0)
      return { kind: "refused", reason: "not_needed" };
    if (await isContactOf(tx, who.id, naming.contact)) return { kind: "refused", reason: "own_contact" };
    const asked = await countAsked(tx, who.id, naming.contact, new Date(now.getTime() - 86_400_000));
    if (Math.max(asked.person, asked.contact) >= terms.asks_a_day)
      return { kind: "refused", reason: "too_many" };
    await endRequests(tx, who.id, now);
    const guardian = await addGuardian(tx, { ...naming, person: who.id, by: who.id }, now);
    const token = await newLink(tx, keys, { person_id: who.id, guardian_id: guardian.id }, now);
    await sendLink(tx, { notices }, { guardian, subject, token, again: false }, now);
    const fields = { name: naming.name, relation: naming.relation, contact: naming.contact.value };
    const entry = { actor: who.id, act: "consents.ask" as const, subject: { kind: "person", id: who.id } };
    await audit(tx, { ...entry, personal: { person: who.id, fields } }, now);
    return { kind: "asked" };
  });

/** Makes a link to a guardian; what is kept of it opens nothing. */
export async function newLink(
  tx: Tx,
  keys: Keys,
  whose: { person_id: string; guardian_id: string },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const token = randomBytes(16).toString("base64url");
  const sealed = seal(keys.links, token, `request ${id}`);
  const expires_at = linkEnds(now);
  await addRequest(tx, { id, ...whose, token_hash: hashOfLink(token), sealed, asked_at: now, expires_at });
  return token;
}

/** What is kept of a link: who holds it is asked for a code all the same. */
export const hashOfLink = (token: string): Buffer => createHash("sha256").update(token).digest();
