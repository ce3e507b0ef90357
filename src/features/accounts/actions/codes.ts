import { randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { keyedHash, type Keys, seal, unseal } from "../../../platform/keys.ts";
import { addressOf, type Contact } from "../../people/index.ts";
import { canBeTried, minutesAfter, terms } from "../rules.ts";
import * as store from "../store/codes.ts";
import { hashToken, newToken } from "../tokens.ts";

type Asking = Pick<FeatureParts, "db" | "keys" | "notices">;
type Ask = {
  contact: Contact;
  language: Language;
  /** The ticket this browser already holds, so that being refused a newer code does not lose the last one. */
  earlier?: string | undefined;
};

/** `ticket` goes into this browser's cookie: only the browser that asked can use the code. */
export type Asked = { kind: "sent" | "too_many"; ticket: string };

/**
 * Sends a new code to a contact and ends the one before it; past five an hour sends none. It never looks whether anybody
 * is known by the contact, so nothing about the answer can tell.
 */
export const requestCode = ({ db, keys, notices }: Asking, ask: Ask, now: Date): Promise<Asked> =>
  db.transaction().execute(async (tx) => {
    const { contact, language } = ask;
    await store.holdTurn(tx, `code ${contact.kind} ${contact.value}`);
    const sent = await store.countCodes(tx, contact, minutesAfter(now, -60));
    if (sent >= terms.codes_an_hour) return { kind: "too_many", ticket: keptTicket(keys, ask, now) };
    const id = randomUUID();
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const expires_at = minutesAfter(now, terms.code);
    await store.endCodes(tx, contact, now);
    await store.addCode(tx, {
      id,
      contact,
      code_hash: hashCode(keys, id, code),
      created_at: now,
      expires_at,
    });
    const data = { code, minutes: terms.code };
    await notices.send(
      tx,
      { kind: "code", data, to: addressOf(contact), person: null, language, until: expires_at },
      now,
    );
    return { kind: "sent", ticket: newTicket(keys, id, contact, now) };
  });

export type Confirmed =
  | { kind: "confirmed"; contact: Contact; proof: string }
  | { kind: "wrong"; left: number }
  | { kind: "ended" };

/**
 * Tries a code. Right: the contact is this browser's for an hour, and the code works no more. Wrong: one try fewer, and
 * after five, as after ten minutes or a newer code, it has ended.
 */
export const confirmCode = (
  { db, keys }: Pick<FeatureParts, "db" | "keys">,
  given: { ticket: string | undefined; code: string },
  now: Date,
): Promise<Confirmed> =>
  db.transaction().execute(async (tx) => {
    const ticket = openTicket(keys, given.ticket, now);
    const row = ticket && (await store.lockCode(tx, ticket.id));
    if (!row || !canBeTried(row, now)) return { kind: "ended" };
    if (!timingSafeEqual(row.code_hash, hashCode(keys, row.id, given.code))) {
      await store.countTry(tx, row.id);
      const left = terms.code_tries - row.tries - 1;
      return left > 0 ? { kind: "wrong", left } : { kind: "ended" };
    }
    const proof = newToken();
    const expires_at = minutesAfter(now, terms.proof);
    await store.confirmRow(tx, row.id, { hash: hashToken(proof), expires_at }, now);
    return { kind: "confirmed", contact: ticket.contact, proof };
  });

/** The contact this browser has confirmed within the hour, by its proof cookie. */
export const readProof = async (
  db: Db,
  proof: string | undefined,
  now: Date,
): Promise<Contact | undefined> => (proof ? store.findProof(db, hashToken(proof), now) : undefined);

/** The same, for the one act it was confirmed for: afterwards the proof proves nothing. */
export const takeProof = async (
  tx: Tx,
  proof: string | undefined,
  now: Date,
): Promise<Contact | undefined> => (proof ? store.spendProof(tx, hashToken(proof), now) : undefined);

type Ticket = { id: string; contact: Contact; until: number };

/** The contact a browser's code was sent to, as its ticket cookie says. */
export const contactOfTicket = (keys: Keys, ticket: string | undefined, now: Date): Contact | undefined =>
  openTicket(keys, ticket, now)?.contact;

function openTicket(keys: Keys, ticket: string | undefined, now: Date): Ticket | undefined {
  const text = ticket && unseal(keys.cookies, Buffer.from(ticket, "base64url"), "ticket");
  const opened = text ? (JSON.parse(text) as Ticket) : undefined;
  return opened && opened.until > now.getTime() ? opened : undefined;
}

function newTicket(keys: Keys, id: string, contact: Contact, now: Date): string {
  const ticket: Ticket = { id, contact, until: minutesAfter(now, 60).getTime() };
  return seal(keys.cookies, JSON.stringify(ticket), "ticket").toString("base64url");
}

/** Past the limit a browser keeps the ticket of its last code; one that has none gets one that opens nothing. */
function keptTicket(keys: Keys, { contact, earlier }: Ask, now: Date): string {
  const held = contactOfTicket(keys, earlier, now);
  if (earlier && held?.kind === contact.kind && held.value === contact.value) return earlier;
  return newTicket(keys, randomUUID(), contact, now);
}

/** Keyed, and bound to its row: six digits could otherwise be found from the hash in a second. */
const hashCode = (keys: Keys, id: string, code: string): Buffer =>
  keyedHash(keys.hashes, `code ${id} ${code}`);
