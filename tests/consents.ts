import type { Actor } from "../src/platform/http/actor.ts";
import { deriveKeys } from "../src/platform/keys.ts";
import type { Content } from "../src/platform/notices/notice.ts";
import { contentOf } from "../src/platform/notices/send.ts";
import { fullSession } from "./factor.ts";
import type { TestHub } from "./hub.ts";
import { browserOf, type Browser, lastCode } from "./joining.ts";
import { type MemberGiven, someMember } from "./members.ts";

let number = 0;
/** A contact nobody else in this file has. */
export const newContact = (name = "young") => `${name}${(number += 1)}@example.org`;

/** The clock goes on a little, so that what was sent later is later. */
export const goOn = (hub: TestHub) => hub.set(new Date(hub.now().getTime() + 1000));

export type Young = { id: string; who: Actor; contact: string; browser: Browser };

/** A young person who waits for consent, signed in on a phone of their own. */
export async function someMinor(
  hub: TestHub,
  { birth_date = "2011-03-07", ...given }: MemberGiven,
): Promise<Young> {
  const contact = newContact();
  const id = await someMember(hub.db, {
    status: "waiting_for_consent",
    given_name: "Балнұр",
    birth_date,
    contact: { kind: "mail", value: contact },
    ...given,
  });
  const browser = await browserAs(hub, id);
  const who: Actor = { id, session: "", given_name: "Балнұр", language: "kk", posts: [] };
  return { id, who, contact, browser };
}

/** A browser in which somebody is fully signed in. */
export async function browserAs(hub: TestHub, person: string): Promise<Browser> {
  const browser = browserOf(hub);
  browser.cookies["session"] = await fullSession(hub, person);
  return browser;
}

/** What the form on which a guardian is named is filled with. */
export const naming = (contact: string) => ({
  name: "Сейітова Гүлнар",
  relation: "mother",
  contact,
  language: "kk",
});

type Letters = { [Kind in Content["kind"]]: Extract<Content, { kind: Kind }>["data"] };

/** What was last written to a contact of a kind. */
export async function lastLetter<Kind extends Content["kind"]>(
  hub: TestHub,
  recipient: string,
  kind: Kind,
): Promise<Letters[Kind]> {
  const rows = await hub.db
    .selectFrom("platform.notice")
    .selectAll()
    .where("kind", "=", kind)
    .where("recipient", "=", recipient)
    .orderBy("created_at", "desc")
    .execute();
  const content = rows.map((row) => contentOf(deriveKeys(hub.settings), row))[0];
  if (content?.kind !== kind) throw new Error(`nothing of the kind ${kind} was sent to ${recipient}`);
  return content.data as Letters[Kind];
}

/** Names a guardian as the young person would; answers the path of the link that was sent. */
export async function askGuardian(hub: TestHub, young: Young, contact: string): Promise<string> {
  const named = await young.browser.post("/me/guardian", naming(contact));
  if (named.to !== "/me/consents?done=asked") throw new Error(`refused with ${named.status}`);
  return (await lastLetter(hub, contact, "consent_asked")).path;
}

/** Goes with a guardian's phone as far as the form: reads the link, has a code sent and types it. */
export async function confirmAsGuardian(hub: TestHub, path: string, contact: string): Promise<Browser> {
  const browser = browserOf(hub);
  goOn(hub);
  await browser.get(path);
  await browser.post(`${path}/code`);
  await browser.post(`${path}/proof`, { code: await lastCode(hub, contact) });
  return browser;
}

export const everyPurpose = ["data", "photo", "travel", "overnight", "badge", "messenger"] as const;
type Purpose = (typeof everyPurpose)[number];

/** The guardian's form filled in: agreed to these, refused the others. */
export async function answersOf(
  hub: TestHub,
  agreed: readonly Purpose[],
  asked: readonly Purpose[] = everyPurpose,
): Promise<Record<string, string>> {
  const texts = await hub.db.selectFrom("consents.text").select(["id", "purpose"]).execute();
  const form: Record<string, string> = { name: "Сейітова Гүлнар", relation: "mother", adult: "yes" };
  for (const { id, purpose } of texts)
    if (asked.includes(purpose as Purpose)) {
      form[`text_${purpose}`] = id;
      form[purpose] = agreed.includes(purpose as Purpose) ? "agreed" : "refused";
    }
  return form;
}

/** The whole way of a guardian: asked, confirmed, answered. Answers the contact. */
export async function letGuardianAnswer(
  hub: TestHub,
  young: Young,
  agreed: readonly Purpose[],
  contact = newContact("mother"),
): Promise<string> {
  const path = await askGuardian(hub, young, contact);
  const browser = await confirmAsGuardian(hub, path, contact);
  const saved = await browser.post(`${path}/answers`, await answersOf(hub, agreed));
  if (saved.to !== path) throw new Error(`not saved: ${saved.status}`);
  return contact;
}

/** A guardian's browser on the lasting page, the code typed. */
export async function enterAsGuardian(hub: TestHub, contact: string): Promise<Browser> {
  const browser = browserOf(hub);
  goOn(hub);
  await browser.post("/consent", { contact });
  await browser.post("/consent/code", { code: await lastCode(hub, contact) });
  return browser;
}

/** What a person is in a hub. */
export async function statusOf(hub: TestHub, person: string): Promise<string | undefined> {
  const row = await hub.db
    .selectFrom("members.membership")
    .select("status")
    .where("person_id", "=", person)
    .executeTakeFirst();
  return row?.status;
}
