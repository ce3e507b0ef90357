import { audit } from "../../../platform/audit/audit.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { type Confirmed, confirmCode, takeProof } from "../../accounts/index.ts";
import { hubName } from "../../hubs/index.ts";
import { addContact, addressOf } from "../../people/index.ts";
import { meetWithoutContact } from "../meeting.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;
type Typed = { person: string; ticket: string | undefined; code: string };
export type ContactKept = { kind: "kept" } | Exclude<Confirmed, { kind: "confirmed" }>;

/**
 * Keeps a contact whose owner has read the code out at the desk, for somebody who has none yet, and writes to it what
 * joining would have written.
 */
export async function keepContact(
  { db, keys, notices }: Parts,
  who: Actor,
  { person: id, ticket, code }: Typed,
  now: Date,
): Promise<ContactKept> {
  await meetWithoutContact(db, who, id);
  const confirmed = await confirmCode({ db, keys }, { ticket, code }, now);
  if (confirmed.kind !== "confirmed") return confirmed;
  return db.transaction().execute(async (tx) => {
    const { person, hub, membership } = await meetWithoutContact(tx, who, id);
    const contact = await takeProof(tx, confirmed.proof, now);
    if (!contact) return { kind: "ended" };
    await addContact(tx, id, contact, now);
    const subject = { kind: "person", id };
    await audit(tx, { actor: who.id, act: "desk.keep_contact", subject, hub: hub.id }, now);
    const language = person.language as Language;
    const kind = membership.status === "waiting_for_consent" ? "waiting_for_consent" : "welcome";
    const data = { given_name: person.given_name, hub: hubName(hub, language) };
    await notices.send(tx, { kind, data, to: addressOf(contact), person: id, language }, now);
    return { kind: "kept" };
  });
}
