import { randomUUID } from "node:crypto";
import { makeCodes } from "../../src/features/accounts/actions/recovery-codes.ts";
import { startSession } from "../../src/features/accounts/index.ts";
import { deriveKeys } from "../../src/platform/keys.ts";
import { answersOf, everyPurpose, lastLetter, naming } from "../consents.ts";
import { colleague, fullSession, lettersTo, someApp, someRecovery } from "../factor.ts";
import { lastCode, lifeAnswers, nameAnswers } from "../joining.ts";
import { someMember } from "../members.ts";
import type { SampleHub } from "../sample-hub.ts";
import { type Visitor, visitor } from "../visitor.ts";
import type { Walker } from "./walk.ts";

/** What somebody does to come to a page that no link leads to; answers where they then are. */
type Way = { role: Walker["role"]; go: (hub: SampleHub, browser: Visitor) => Promise<string[]> };

const mail = (name: string) => `${name}@example.org`;
const kokshetau = { hub: "kokshetau" };
const village = { settlement_code: "113657200" };
const life = { ...lifeAnswers, speaks: "kk" };

export const ways: Way[] = [
  { role: "nobody", go: askForCode },
  { role: "nobody", go: confirmAsStranger },
  { role: "nobody", go: comeBackAsFamily },
  { role: "nobody", go: askToJoin },
  ...[1, 2, 3, 4].map((screens): Way => ({
    role: "nobody",
    go: (hub, browser) => tell(hub, browser, screens),
  })),
  { role: "nobody", go: joinAgain },
  { role: "volunteer", go: comeWithoutWord },
  { role: "nobody", go: askAsGuardian },
  { role: "nobody", go: enterAsGuardian },
  ...[0, 1, 2].map((steps): Way => ({
    role: "nobody",
    go: (hub, browser) => followGuardianLink(hub, browser, steps),
  })),
  { role: "volunteer", go: confirmAnew },
  { role: "half", go: (hub, browser) => enterHalf(hub, browser, false) },
  { role: "half", go: (hub, browser) => enterHalf(hub, browser, true) },
  { role: "volunteer", go: readCodes },
  { role: "nobody", go: followStop },
  { role: "coordinator", go: confirmSomebody },
  { role: "coordinator", go: registerSomebody },
  { role: "national_coordinator", go: beginHub },
];

async function askForCode(_hub: SampleHub, browser: Visitor) {
  await browser.post("/en/sign-in", { contact: mail("asking") });
  return ["/sign-in/code"];
}

/** The newest code is told from others by when it was sent, so the clock goes on a little. */
const later = (hub: SampleHub) => hub.set(new Date(hub.now().getTime() + 1_000));

async function confirm(hub: SampleHub, browser: Visitor, contact: string) {
  later(hub);
  await browser.post("/en/sign-in", { contact });
  await browser.post("/en/sign-in/code", { code: await lastCode(hub, contact) });
}

async function confirmAsStranger(hub: SampleHub, browser: Visitor) {
  await confirm(hub, browser, mail("stranger"));
  return ["/sign-in/nobody"];
}

async function comeBackAsFamily(hub: SampleHub, browser: Visitor) {
  const contact = mail("family");
  for (const given_name of ["Аяулым", "Алдияр"]) {
    const phone = visitor(hub);
    await beginJoining(hub, phone, contact);
    await phone.post("/en/join/another");
    await answer(phone, 4, given_name);
  }
  await confirm(hub, browser, contact);
  return ["/sign-in/who"];
}

async function askToJoin(_hub: SampleHub, browser: Visitor) {
  await browser.post("/en/join/contact", { ...kokshetau, contact: mail("joining") });
  return ["/join/code?hub=kokshetau", "/join/code/wait?hub=kokshetau"];
}

async function beginJoining(hub: SampleHub, browser: Visitor, contact: string) {
  later(hub);
  await browser.post("/en/join/contact", { ...kokshetau, contact });
  await browser.post("/en/join/code", { ...kokshetau, code: await lastCode(hub, contact) });
}

/** Answers the first of the questions, and sends everything after the last. */
async function answer(browser: Visitor, screens: number, given_name = "Аяулым") {
  const told: [string, Record<string, string>][] = [
    ["name", { ...nameAnswers, given_name }],
    ["place", village],
    ["life", life],
    ["check", {}],
  ];
  for (const [path, answers] of told.slice(0, screens)) await browser.post(`/en/join/${path}`, answers);
}

/** Comes to one of the screens of joining, with everything before it answered. */
export async function tell(hub: SampleHub, browser: Visitor, screen: number) {
  await beginJoining(hub, browser, mail(`telling${screen}`));
  await answer(browser, screen - 1);
  return [`/join/${["name", "place", "life", "check"][screen - 1]}`];
}

async function joinAgain(hub: SampleHub, browser: Visitor) {
  await tell(hub, visitor(hub), 4);
  await beginJoining(hub, browser, mail("telling4"));
  return ["/join/known"];
}

/** Somebody who belongs to a hub without having agreed for themselves, as from before consents existed. */
async function comeWithoutWord(hub: SampleHub, browser: Visitor) {
  const person = await someMember(hub.db, { hub: await idOfHub(hub), ...village });
  browser.cookies.set("session", await fullSession(hub, person));
  return ["/me/agreement?next=/me"];
}

async function askAsGuardian(_hub: SampleHub, browser: Visitor) {
  await browser.post("/en/consent", { contact: mail("parent") });
  return ["/consent/code"];
}

/** Goes a guardian's way so far: nothing, the code asked for, the code typed. */
async function followGuardianLink(hub: SampleHub, browser: Visitor, steps: number) {
  const contact = mail(`mother${steps}`);
  const link = await linkOfSomebody(hub, contact);
  const pages = [link, `${link}/code`, `${link}/answers`];
  later(hub);
  if (steps > 0) await browser.post(`/en${link}/code`);
  if (steps > 1) await browser.post(`/en${link}/proof`, { code: await lastCode(hub, contact) });
  return pages.slice(steps, steps + 1);
}

async function enterAsGuardian(hub: SampleHub, browser: Visitor) {
  const contact = mail("answered");
  const link = await linkOfSomebody(hub, contact);
  const phone = visitor(hub);
  later(hub);
  await phone.post(`/en${link}/code`);
  await phone.post(`/en${link}/proof`, { code: await lastCode(hub, contact) });
  await phone.post(`/en${link}/answers`, await answersOf(hub, everyPurpose));
  later(hub);
  await browser.post("/en/consent", { contact });
  await browser.post("/en/consent/code", { code: await lastCode(hub, contact) });
  return ["/consent/given"];
}

/** The link to a guardian whom somebody of fifteen has named. */
async function linkOfSomebody(hub: SampleHub, contact: string): Promise<string> {
  const given = { birth_date: "2011-03-07", status: "waiting_for_consent" } as const;
  const person = await someMember(hub.db, { hub: await idOfHub(hub), ...village, ...given });
  const phone = visitor(hub);
  phone.cookies.set("session", await fullSession(hub, person));
  await phone.post("/en/me/guardian", naming(contact));
  return (await lastLetter(hub, contact, "consent_asked")).path;
}

async function confirmAnew(hub: SampleHub, browser: Visitor) {
  const { id } = await colleague(hub, { post: null });
  browser.cookies.set("session", await fullSession(hub, id));
  await browser.post("/en/me/security/code", { contact: "0" });
  return ["/me/security/code"];
}

async function enterHalf(hub: SampleHub, browser: Visitor, app: boolean) {
  browser.cookies.set("session", await halfSession(hub, app));
  return app ? ["/sign-in/second"] : ["/sign-in/second/setup", "/sign-in/second/new-app"];
}

/** Somebody on the way in with a post, with an app or with none yet. */
export async function halfSession(hub: SampleHub, app = true): Promise<string> {
  const person = await someMember(hub.db, { hub: await idOfHub(hub), ...village });
  const post = { person_id: person, post: "administrator", since: hub.now() };
  await hub.db.insertInto("members.post").values(post).execute();
  if (app) await someApp(hub, person);
  return hub.db.transaction().execute((tx) => startSession(tx, person, "code", "", hub.now()));
}

/** Somebody whose new recovery codes are not put away yet. */
async function readCodes(hub: SampleHub, browser: Visitor) {
  const { id } = await colleague(hub, { post: null });
  await hub.db.transaction().execute((tx) => makeCodes(tx, deriveKeys(hub.settings), id, hub.now()));
  browser.cookies.set("session", await fullSession(hub, id));
  return ["/me/security/codes"];
}

/** The link by which somebody stops a recovery they never asked for. */
async function followStop(hub: SampleHub) {
  const { id } = await colleague(hub);
  await someRecovery(hub, id);
  const [letter] = await lettersTo(hub, id, "recovery");
  return [letter?.stop ?? ""];
}

/** Of two who lost their second factor one is confirmed already, by whoever looks. */
async function confirmSomebody(hub: SampleHub, browser: Visitor) {
  const at = await idOfHub(hub);
  const open: string[] = [];
  for (const _each of [1, 2]) {
    const { id } = await colleague(hub, { post: "trainer", hub: at });
    open.push(`/recoveries/${await someRecovery(hub, id)}`);
  }
  await browser.post(`/en${open[0]}/confirmation`, { how: "met", reason: "Кеңседе" });
  return ["/recoveries", ...open];
}

async function registerSomebody(hub: SampleHub, browser: Visitor) {
  const person = await someMember(hub.db, { hub: await idOfHub(hub), ...village });
  await browser.post(`/en/people/${person}/card`);
  await browser.post(`/en/people/${person}/contact`, { contact: mail("desk") });
  const about = `/people/${person}`;
  return ["/cards", `${about}/birth-date`, `${about}/card`, `${about}/contact`, `${about}/contact?sent=sent`];
}

async function beginHub(_hub: SampleHub, browser: Visitor) {
  const at = (step: string) => `/hubs/new/${draft}/${step}`;
  const draft = randomUUID();
  const names = { name_kk: "Тағы бір хаб", name_ru: "Ещё один хаб", name_en: "One more hub" };
  await browser.post(`/en${at("name")}`, { ...names, city_code: "111010000" });
  return ["name", "area", "people", "contacts", "check"].map(at);
}

const idOfHub = async ({ db }: SampleHub): Promise<string> =>
  (await db.selectFrom("hubs.hub").select("id").where("slug", "=", "kokshetau").executeTakeFirstOrThrow()).id;
