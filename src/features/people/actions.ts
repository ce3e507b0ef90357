import { audit } from "../../platform/audit/audit.ts";
import { once } from "../../platform/db/once.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { fold } from "../../platform/i18n/fold.ts";
import type { Contact } from "./contacts.ts";
import { canEdit } from "./policy.ts";
import { changesBetween, type Profile, type ProfileProblems, profileProblems, tidyProfile } from "./rules.ts";
import * as store from "./store/people.ts";

export type NewPerson = Profile & { birth_date: string; contact: Contact | null };

/**
 * Writes a new person down with the contact they confirmed, in the caller's transaction. Ages, consent and hubs are the
 * caller's to decide; a profile that `profileProblems` objects to is a mistake of the caller and throws.
 */
export async function createPerson(
  tx: Tx,
  given: NewPerson,
  by: string | null,
  now: Date,
): Promise<{ id: string }> {
  const { contact, birth_date, ...typed } = given;
  const profile = tidyProfile(typed);
  const problems = Object.keys(profileProblems(profile));
  if (problems.length > 0) throw new TypeError(`a person cannot be created: ${problems.join(", ")}`);
  const person = await store.addPerson(tx, {
    ...profile,
    birth_date,
    search: searchOf(profile),
    created_at: now,
  });
  if (contact) await store.putContact(tx, person.id, contact, now);
  const fields = { ...profile, birth_date, contact: contact?.value ?? null };
  const entry = {
    actor: by ?? person.id,
    act: "people.create" as const,
    subject: { kind: "person", id: person.id },
  };
  await audit(tx, { ...entry, personal: { person: person.id, fields } }, now);
  return person;
}

/** Adds a contact that was just confirmed; a contact already there is confirmed anew. */
export async function addContact(tx: Tx, person: string, contact: Contact, now: Date): Promise<void> {
  await store.putContact(tx, person, contact, now);
  const entry = {
    actor: person,
    act: "people.add_contact" as const,
    subject: { kind: "person", id: person },
  };
  await audit(tx, { ...entry, personal: { person, fields: { contact: contact.value } } }, now);
}

export type Edited =
  | { kind: "edited" }
  | { kind: "unchanged" }
  | { kind: "refused"; problems: ProfileProblems }
  | { kind: "stale"; current: store.Person };
type Edit = { person: string; profile: Profile; version: number; operation: string };

/**
 * Changes what a person says about themself and keeps what stood there before. The birth date is not among it: only
 * others may correct that. Safe to repeat; whoever read an older version gets the current one back and changes nothing.
 */
export const editPerson = (db: Db, who: Actor, edit: Edit, now: Date): Promise<Edited> =>
  db.transaction().execute(async (tx) => {
    const { person: id, operation, version } = edit;
    const current = found(await store.lockPerson(tx, id), (row) => canEdit(who, row.id));
    const profile = tidyProfile(edit.profile);
    const problems = profileProblems(profile);
    if (Object.keys(problems).length > 0) return { kind: "refused", problems };
    const done = await once(tx, { id: operation, person: who.id, act: "people.edit" }, now, async () => {
      if (current.version !== version) return "stale";
      const changes = changesBetween(profileOf(current), profile);
      if (Object.keys(changes).length === 0) return "unchanged";
      await store.changePerson(tx, id, { ...profile, search: searchOf(profile) });
      await store.addRevision(tx, id, who.id, changes, now);
      const entry = { actor: who.id, act: "people.edit" as const, subject: { kind: "person", id } };
      await audit(tx, { ...entry, personal: { person: id, fields: changes } }, now);
      return "edited";
    });
    return done === "stale" ? { kind: "stale", current } : { kind: done };
  });

type Correction = { person: string; birth_date: string; reason: string; by: string };

/**
 * Sets a birth date right, in the caller's transaction, and keeps what stood there and why. Who may is the caller's to
 * decide, and to tell every room that the age has changed. Answers whether there was anything to set right.
 */
export async function correctBirthDate(
  tx: Tx,
  { person: id, birth_date, reason, by }: Correction,
  now: Date,
): Promise<boolean> {
  const current = found(await store.lockPerson(tx, id));
  if (current.birth_date === birth_date) return false;
  const changes = changesBetween({ birth_date: current.birth_date }, { birth_date });
  await store.changePerson(tx, id, { birth_date });
  await store.addRevision(tx, id, by, changes, now);
  const entry = { actor: by, act: "people.correct_birth_date" as const, subject: { kind: "person", id } };
  await audit(tx, { ...entry, personal: { person: id, fields: { ...changes, reason } } }, now);
  return true;
}

/** The part of a person that they may change themselves. */
export const profileOf = (row: store.Person): Profile =>
  tidyProfile({
    ...row,
    occupation: row.occupation as Profile["occupation"],
    language: row.language as Profile["language"],
  });

/** What every spelling of this person's name is found by. */
export const searchOf = (name: Pick<Profile, "surname" | "given_name" | "patronymic">): string =>
  fold([name.surname, name.given_name, name.patronymic].filter(Boolean).join(" "));
