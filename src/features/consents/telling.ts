import type { Tx } from "../../platform/db/pool.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { formatList } from "../../platform/i18n/format.ts";
import { type Language, speak } from "../../platform/i18n/language.ts";
import type { ConsentStep } from "../../platform/notices/notice.ts";
import { getHub, hubName } from "../hubs/index.ts";
import { addressOf, listContacts } from "../people/index.ts";
import type { Purpose } from "./rules/standing.ts";
import type { Guardian } from "./store/guardians.ts";
import type { Subject } from "./store/subjects.ts";
import type { Text } from "./store/texts.ts";

export type Telling = Pick<FeatureParts, "notices">;

/** The hubs somebody belongs to, by name in a language. */
export async function hubsOf(tx: Tx, subject: Subject, language: Language): Promise<string> {
  const hubs = await Promise.all(subject.hubs.map(({ hub_id }) => getHub(tx, hub_id)));
  const names = hubs.flatMap((hub) => (hub ? [hubName(hub, language)] : []));
  return speak(language, () => formatList(names));
}

/** Writes the link to a guardian, the first time or again. */
export async function sendLink(
  tx: Tx,
  { notices }: Telling,
  {
    guardian,
    subject,
    token,
    again,
  }: { guardian: Guardian; subject: Subject; token: string; again: boolean },
  now: Date,
): Promise<void> {
  const hub = await hubsOf(tx, subject, guardian.language);
  const data = {
    given_name: guardian.name,
    child: subject.given_name,
    hub,
    path: `/consent/${token}`,
    again: again ? ("yes" as const) : ("no" as const),
  };
  await notices.send(tx, { kind: "consent_asked", data, ...toGuardian(guardian) }, now);
}

/** What a guardian has just answered or withdrawn, for them to keep. */
export async function sendReceipt(
  tx: Tx,
  { notices }: Telling,
  { guardian, subject, texts, said }: Receipt,
  now: Date,
): Promise<void> {
  const titles = (purposes: Purpose[]) =>
    texts
      .filter(({ purpose }) => purposes.includes(purpose))
      .map(({ words }) => words[guardian.language].title);
  const listed = (purposes: Purpose[]) =>
    purposes.length > 0 ? speak(guardian.language, () => formatList(titles(purposes))) : "none";
  const data = {
    given_name: guardian.name,
    child: subject.given_name,
    agreed: listed(said.agreed),
    refused: listed(said.refused),
    withdrawn: listed(said.withdrawn),
  };
  await notices.send(tx, { kind: "consent_receipt", data, ...toGuardian(guardian) }, now);
}

type Receipt = {
  guardian: Guardian;
  subject: Subject;
  texts: Text[];
  said: Record<"agreed" | "refused" | "withdrawn", Purpose[]>;
};

export type Step = ConsentStep;

/** Tells a young person what has become of consent; whoever has no contact reads it on their page. */
export async function tellPerson(
  tx: Tx,
  { notices }: Telling,
  subject: Subject,
  step: Step,
  now: Date,
): Promise<void> {
  const [contact] = await listContacts(tx, subject.id);
  if (!contact) return;
  const { id: person, given_name, language } = subject;
  const data = { given_name, step };
  await notices.send(tx, { kind: "consent_news", data, to: addressOf(contact), person, language }, now);
}

const toGuardian = ({ contact_kind, contact, person_id, language }: Guardian) => ({
  to: addressOf({ kind: contact_kind as "mail" | "phone", value: contact }),
  person: person_id,
  language,
});
