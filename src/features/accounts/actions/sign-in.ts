import type { Db, Tx } from "../../../platform/db/pool.ts";
import { findPeopleByContact } from "../../people/index.ts";
import type { Way } from "../store/sessions.ts";
import { takeProof } from "./codes.ts";
import { endSessionOfToken, startSession } from "./sessions.ts";

/** The browser somebody signs in with: what it is, and the token of a session it still holds. */
export type Browser = { device: string; token: string | undefined };

/**
 * Signs in one of the people of a contact that this browser has just confirmed; answers the new session's token, or
 * nothing when the proof is spent or the contact is not that person's. The proof is used up by it.
 */
export const signInByProof = (
  db: Db,
  given: { proof: string | undefined; person: string; browser: Browser },
  now: Date,
): Promise<string | undefined> =>
  db.transaction().execute(async (tx) => {
    const contact = await takeProof(tx, given.proof, now);
    const people = contact ? await findPeopleByContact(tx, contact) : [];
    const person = people.find((each) => each.id === given.person);
    return person && enter(tx, person.id, "code", given.browser, now);
  });

/** Signs a person in whose right was shown otherwise: by password, or on a sample hub by choosing them. */
export const signIn = (db: Db, person: string, way: Way, browser: Browser, now: Date): Promise<string> =>
  db.transaction().execute((tx) => enter(tx, person, way, browser, now));

async function enter(tx: Tx, person: string, way: Way, browser: Browser, now: Date): Promise<string> {
  await endSessionOfToken(tx, browser.token, now);
  return startSession(tx, person, way, browser.device, now);
}
