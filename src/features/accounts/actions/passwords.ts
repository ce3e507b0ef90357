import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { isLanguage } from "../../../platform/i18n/language.ts";
import { keyedHash } from "../../../platform/keys.ts";
import type { Notices } from "../../../platform/notices/send.ts";
import { addressOf, type Contact, findPeopleByContact, getPerson, listContacts } from "../../people/index.ts";
import { hashPassword, matches, nobodysHash } from "../hashing.ts";
import { longestPassword, minutesAfter, passwordProblem, type PasswordProblem, terms } from "../rules.ts";
import { holdTurn } from "../store/codes.ts";
import * as store from "../store/passwords.ts";
import { endAll } from "../store/sessions.ts";
import { isSessionFresh, renewSession } from "./sessions.ts";

/** Brothers and sisters share a contact: this many passwords are tried each time, so that their number does not show. */
const triedEachTime = 2;

export type PasswordAnswer = { kind: "right"; person: string } | { kind: "refused" } | { kind: "too_many" };

/** Whose password this is, among the people of a contact. Whether the contact is known shows neither in words nor in time. */
export async function tryPassword(
  { db, keys }: Pick<FeatureParts, "db" | "keys">,
  { contact, password }: { contact: Contact; password: string },
  now: Date,
): Promise<PasswordAnswer> {
  const contactHash = keyedHash(keys.hashes, `contact ${contact.kind} ${contact.value}`);
  const allowed = await db.transaction().execute(async (tx) => {
    await holdTurn(tx, `password ${contact.kind} ${contact.value}`);
    const since = minutesAfter(now, -terms.password_tries_within);
    if ((await store.countAttempts(tx, contactHash, since)) >= terms.password_tries) return false;
    await store.addAttempt(tx, contactHash, now);
    return true;
  });
  if (!allowed) return { kind: "too_many" };
  const people = await findPeopleByContact(db, contact);
  const kept = await store.passwordsOf(
    db,
    people.map((each) => each.id),
  );
  const person = await ownerOf(kept, password.slice(0, longestPassword * 4));
  if (!person) return { kind: "refused" };
  await store.forgiveAttempts(db, contactHash);
  return { kind: "right", person };
}

async function ownerOf(kept: store.Password[], password: string): Promise<string | undefined> {
  let owner: string | undefined;
  for (let turn = 0; turn < Math.max(triedEachTime, kept.length); turn += 1) {
    const each = kept[turn];
    const right = await matches(each?.hash ?? (await nobodysHash), password);
    if (right && each) owner ??= each.person_id;
  }
  return owner;
}

/** `token` is this browser's new one: all other sessions have ended. */
export type PasswordChanged =
  | { kind: "changed"; token: string }
  | { kind: "refused"; problem: PasswordProblem }
  | { kind: "not_fresh" | "unchanged" };

type Changing = Pick<FeatureParts, "db" | "notices">;

/** Sets or changes one's own password: needs a fresh session, ends all others, and tells every contact of the person. */
export async function setPassword(
  { db, notices }: Changing,
  who: Actor,
  password: string,
  now: Date,
): Promise<PasswordChanged> {
  if (!(await isSessionFresh(db, who, now))) return { kind: "not_fresh" };
  const person = found(await getPerson(db, who.id));
  const contacts = (await listContacts(db, who.id)).map((each) => each.value);
  const problem = passwordProblem(password, { names: [person.surname, person.given_name], contacts });
  if (problem) return { kind: "refused", problem };
  const hash = await hashPassword(password);
  return db.transaction().execute(async (tx) => {
    const [before] = await store.passwordsOf(tx, [who.id]);
    await store.putPassword(tx, who.id, hash, now);
    const token = await changeAccess(tx, notices, who, before ? "changed" : "set", now);
    return { kind: "changed", token };
  });
}

/** Removes one's own password, under the same conditions; where there is none nothing happens. */
export async function removePassword(
  { db, notices }: Changing,
  who: Actor,
  now: Date,
): Promise<PasswordChanged> {
  if (!(await isSessionFresh(db, who, now))) return { kind: "not_fresh" };
  return db.transaction().execute(async (tx) => {
    if (!(await store.dropPassword(tx, who.id))) return { kind: "unchanged" };
    return { kind: "changed", token: await changeAccess(tx, notices, who, "removed", now) };
  });
}

async function changeAccess(
  tx: Tx,
  notices: Notices,
  who: Actor,
  what: "set" | "changed" | "removed",
  now: Date,
): Promise<string> {
  await endAll(tx, who.id, who.session, now);
  const token = await renewSession(tx, who, now);
  const subject = { kind: "person", id: who.id };
  await audit(tx, { actor: who.id, act: `accounts.password_${what}`, subject }, now);
  const { given_name, language } = found(await getPerson(tx, who.id));
  const letter = { kind: "password_changed", data: { given_name, what }, person: who.id } as const;
  for (const contact of await listContacts(tx, who.id))
    if (isLanguage(language)) await notices.send(tx, { ...letter, language, to: addressOf(contact) }, now);
  return token;
}
