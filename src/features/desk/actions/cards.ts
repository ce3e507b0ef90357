import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { cardOf, endCard, makeCard } from "../../accounts/index.ts";
import { type Hub, hubName } from "../../hubs/index.ts";
import { isOnDuty } from "../../members/index.ts";
import { addressOf, listContacts, type Person } from "../../people/index.ts";
import { meet } from "../meeting.ts";

export type Carded = { kind: "made"; id: string; code: string; hub: string } | { kind: "over" | "on_duty" };

/**
 * Makes a card for a person this actor may meet and tells every contact of the person. People with posts get none: they
 * sign in with a second factor. The same form sent again gets the same card.
 */
export const makeCardFor = (
  { db, keys, notices }: Pick<FeatureParts, "db" | "keys" | "notices">,
  who: Actor,
  { person: id, operation }: { person: string; operation: string },
  now: Date,
): Promise<Carded> =>
  db.transaction().execute(async (tx) => {
    const { person, hub } = await meet(tx, who, id);
    if (await isOnDuty(tx, id, now)) return { kind: "on_duty" };
    const made = await makeCard(tx, keys, { person: id, by: who.id, hub: hub.id, operation }, now);
    if (made.kind === "over") return { kind: "over" };
    if (made.fresh) await tell({ tx, notices, person, hub }, now);
    return { kind: "made", id: made.card.id, code: made.code, hub: hub.id };
  });

type Telling = { tx: Tx; notices: FeatureParts["notices"]; person: Person; hub: Hub };

async function tell({ tx, notices, person, hub }: Telling, now: Date): Promise<void> {
  const language = person.language as Language;
  const data = { given_name: person.given_name, hub: hubName(hub, language) };
  for (const contact of await listContacts(tx, person.id)) {
    const to = addressOf(contact);
    await notices.send(tx, { kind: "card_made", data, to, person: person.id, language }, now);
  }
}

/** Ends the card of a person this actor may meet; where there is none nothing happens. */
export const endCardOf = (db: Db, who: Actor, id: string, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { hub } = await meet(tx, who, id);
    await endCard(tx, { person: id, by: who.id, hub: hub.id }, now);
  });

/** Opens the page about a person's card; that it was read is kept in the same transaction. */
export const openCard = (db: Db, who: Actor, id: string, now: Date) =>
  db.transaction().execute(async (tx) => {
    const read = await readCard(tx, who, id, now);
    const subject = { kind: "person", id };
    await audit(tx, { actor: who.id, act: "desk.read_card", subject, hub: read.hub.id }, now);
    return read;
  });

/** Whoever is met with the card they have, and whether they may have one. */
export async function readCard(db: Db, who: Actor, id: string, now: Date) {
  const met = await meet(db, who, id);
  const card = await cardOf(db, id, now);
  const contacts = await listContacts(db, id);
  return { ...met, card, onDuty: await isOnDuty(db, id, now), hasContact: contacts.length > 0 };
}

/** Nobody with a post comes in by a card, whatever they were when it was made. */
export const mayUseCard =
  (now: Date) =>
  async (tx: Tx, person: string): Promise<boolean> =>
    !(await isOnDuty(tx, person, now));
