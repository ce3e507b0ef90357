import type { Tx } from "../../platform/db/pool.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { formatDate, formatList } from "../../platform/i18n/format.ts";
import { type Language, speak } from "../../platform/i18n/language.ts";
import type { ConsentStep } from "../../platform/notices/notice.ts";
import { getHub, hubName } from "../hubs/index.ts";
import { addressOf, listContacts } from "../people/index.ts";
import { lastDayOf } from "./rules/renewing.ts";
import { grownOn, lastOf, type Purpose } from "./rules/standing.ts";
import type { Guardian } from "./store/guardians.ts";
import { ledgerOf, type Row } from "./store/ledger.ts";
import type { Subject } from "./store/subjects.ts";
import { currentTexts, type Text } from "./store/texts.ts";

export type Telling = Pick<FeatureParts, "notices">;

/** The hubs somebody belongs to, by name in a language. */
export async function hubsOf(tx: Tx, subject: Subject, language: Language): Promise<string> {
  const hubs = await Promise.all(subject.hubs.map(({ hub_id }) => getHub(tx, hub_id)));
  const names = hubs.flatMap((hub) => (hub ? [hubName(hub, language)] : []));
  return speak(language, () => formatList(names));
}

type Link = {
  guardian: Guardian;
  subject: Subject;
  token: string;
  again: boolean;
  /** The last day of waiting, where that is near. */
  lastDay?: string;
};

/** Writes the link to a guardian, the first time or again. */
export async function sendLink(
  tx: Tx,
  { notices }: Telling,
  { guardian, subject, token, again, lastDay }: Link,
  now: Date,
): Promise<void> {
  const hub = await hubsOf(tx, subject, guardian.language);
  const data = {
    given_name: guardian.name,
    child: subject.given_name,
    hub,
    path: `/consent/${token}`,
    again: again ? ("yes" as const) : ("no" as const),
    last: lastDay ? speak(guardian.language, () => formatDate(lastDay)) : "none",
  };
  await notices.send(tx, { kind: "consent_asked", data, ...toGuardian(guardian) }, now);
}

type Renewal = { guardian: Guardian; subject: Subject; token: string; purposes: string[]; again: boolean };

/** Writes a link to a guardian whose consent ends soon: what ends, and when first. */
export async function sendRenewal(
  tx: Tx,
  { notices }: Telling,
  { guardian, subject, token, purposes, again }: Renewal,
  now: Date,
): Promise<void> {
  const ledger = await ledgerOf(tx, subject.id);
  const rows = purposes.flatMap((each) => lastOf(ledger, each as Purpose, "guardian") ?? []);
  const data = {
    given_name: guardian.name,
    child: subject.given_name,
    ...(await endingIn(tx, guardian.language, rows)),
    path: `/consent/${token}`,
    again: again ? ("yes" as const) : ("no" as const),
  };
  await notices.send(tx, { kind: "consent_renewal", data, ...toGuardian(guardian) }, now);
}

/** Tells a person what ends soon and is theirs to give anew, or from their 18th birthday on theirs to say. */
export async function tellEnding(
  tx: Tx,
  { notices }: Telling,
  { subject, rows }: { subject: Subject; rows: Row[] },
  now: Date,
): Promise<void> {
  const [contact] = await listContacts(tx, subject.id);
  if (!contact) return;
  const { id: person, given_name, language, birth_date } = subject;
  const birthday = grownOn(birth_date);
  const grown = rows.some((row) => row.given_by === "guardian" && row.ends_on === birthday);
  const ending = await endingIn(tx, language, rows);
  const day = speak(language, () => formatDate(birthday));
  const data = { given_name, ...ending, birthday: grown ? day : "none" };
  await notices.send(tx, { kind: "consent_ending", data, to: addressOf(contact), person, language }, now);
}

/** What ends, by its titles, and the last day of what ends first. */
async function endingIn(tx: Tx, language: Language, rows: Row[]) {
  const texts = (await currentTexts(tx)).filter((text) => rows.some((row) => row.purpose === text.purpose));
  const [first = ""] = rows.map(lastDayOf).sort();
  return speak(language, () => ({
    what: formatList(texts.map(({ words }) => words[language].title)),
    last: formatDate(first),
  }));
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
  to: addressOf({ kind: contact_kind, value: contact }),
  person: person_id,
  language,
});
