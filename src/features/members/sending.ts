import { audit } from "../../platform/audit/audit.ts";
import type { Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { fold } from "../../platform/i18n/fold.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { endSessionOfToken, startSession } from "../accounts/index.ts";
import { agreeByJoining, standingIn } from "../consents/index.ts";
import { getHub, type Hub, hubName } from "../hubs/index.ts";
import {
  ageAt,
  type Contact,
  createPerson,
  findPeopleByContact,
  getPerson,
  listContacts,
  type NewPerson,
} from "../people/index.ts";
import { canAnswerAgain, draftOf, hashOf } from "./joining.ts";
import { type Answers, decideJoining, statusNow, type Step } from "./rules.ts";
import { finishJoining, type Joining, lockJoining } from "./store/joinings.ts";
import { addMembership, changeStatus, findMembership, lockMembership } from "./store/memberships.ts";
import { isInhabited } from "./store/villages.ts";

type Outcome = "registered" | "waiting_for_consent";
type Refused = { kind: "refused"; reason: "too_young" | "too_old" };
export type Sent =
  | { kind: "joined"; status: Outcome; session: string }
  | { kind: "incomplete"; step: Step }
  | { kind: "known"; given_name: string }
  | { kind: "gone" }
  | Refused;

type Parts = Pick<FeatureParts, "db" | "notices" | "settings">;
/** What sends the form: its token, what the device is, a session it may still hold, the words about data it showed. */
type Browser = { token: string | undefined; device: string; session: string | undefined; read?: string };

/**
 * Sends a form: makes the person and the membership, tells them, and signs them in. The form is locked meanwhile, so two
 * taps register one person; for a quarter of an hour the same browser gets the same answer again.
 */
export const sendJoining = ({ db, notices, settings }: Parts, browser: Browser, now: Date): Promise<Sent> =>
  db.transaction().execute(async (db) => {
    const joining = browser.token ? await lockJoining(db, hashOf(browser.token)) : undefined;
    if (!joining) return { kind: "gone" };
    if (joining.finished_at) return answerAgain(db, joining, browser, now);
    const weighed = await weigh(db, joining, now);
    if (weighed.kind !== "joins") return weighed;
    const { given, hub, status } = weighed;
    const { id: person } = await createPerson(db, given, null, now);
    await join(db, { notices, person, hub, status, given }, now);
    await agreeByJoining(db, settings, { person, read: browser.read }, now);
    await finishJoining(db, joining.id, person, now);
    return { kind: "joined", status, session: await signIn(db, person, browser, now) };
  });

type Joins = { kind: "joins"; given: NewPerson; hub: Hub; status: Outcome };

/** Whether a form can become a member now: everything told, the age right today, the village still there, nobody twice. */
async function weigh(
  db: Tx,
  joining: Joining,
  now: Date,
): Promise<Joins | Exclude<Sent, { kind: "joined" }>> {
  const { hub, age, open } = await draftOf(db, joining, now);
  const decision = age === undefined ? undefined : decideJoining(age, hub);
  if (decision?.kind === "refused") return decision;
  if (!decision || open !== "check") return { kind: "incomplete", step: open };
  const given = personFrom(joining);
  if (!(await isInhabited(db, given.settlement_code))) return { kind: "incomplete", step: "place" };
  const twin = await findSame(db, given);
  if (twin) return { kind: "known", given_name: twin.given_name };
  return { kind: "joins", given, hub, status: decision.kind };
}

async function answerAgain(db: Tx, joining: Joining, browser: Browser, now: Date): Promise<Sent> {
  if (!joining.person_id || !canAnswerAgain(joining, now)) return { kind: "gone" };
  const membership = found(await findMembership(db, joining.person_id, joining.hub_id));
  const status = membership.status === "waiting_for_consent" ? membership.status : "registered";
  return { kind: "joined", status, session: await signIn(db, joining.person_id, browser, now) };
}

async function signIn(db: Tx, person: string, { device, session }: Browser, now: Date): Promise<string> {
  await endSessionOfToken(db, session, now);
  return startSession(db, person, "joining", device, now);
}

/** The same name and birth date behind the same contact is the same person, who only forgot that they are here. */
async function findSame(db: Tx, given: NewPerson) {
  const people = given.contact ? await findPeopleByContact(db, given.contact) : [];
  const nameOf = (each: { surname: string; given_name: string }) =>
    fold(`${each.surname} ${each.given_name}`);
  return people.find((each) => each.birth_date === given.birth_date && nameOf(each) === nameOf(given));
}

export type Another = { kind: "joined"; status: Outcome; hub: Hub } | (Refused & { hub: Hub });

/**
 * Joins another hub with what the person has told before; whoever belongs to it already gets that answer again. A hub with
 * a higher consent age can take away what stood for them elsewhere, so every room looks anew.
 */
export const joinAnother = (
  { db, notices, consentChanged }: Pick<FeatureParts, "db" | "notices" | "consentChanged">,
  who: Actor,
  hubId: string,
  now: Date,
): Promise<Another> =>
  db.transaction().execute(async (db) => {
    const hub = found(await getHub(db, hubId));
    const { given_name, birth_date, language } = found(await getPerson(db, who.id));
    const member = await lockMembership(db, who.id, hub.id);
    if (member && member.status !== "left") {
      const status = member.status === "waiting_for_consent" ? member.status : "registered";
      return { kind: "joined", status, hub };
    }
    const age = ageAt(birth_date, hub.time_zone, now);
    const decision = decideJoining(age, hub);
    if (decision.kind === "refused") return { ...decision, hub };
    // What a guardian has agreed to before holds here too, and so does a "no".
    const consent = await standingIn(db, { id: who.id, birth_date }, hub, "data", now);
    const waits = statusNow(decision.kind, age, hub, consent) === "waiting_for_consent";
    const status = waits ? "waiting_for_consent" : "registered";
    const [contact = null] = await listContacts(db, who.id);
    const given = { given_name, language: language as Language, contact };
    await join(db, { notices, person: who.id, hub, status, given, earlier: member?.id }, now);
    await consentChanged(db, who.id, now);
    return { kind: "joined", status, hub };
  });

type Join = {
  notices: Parts["notices"];
  person: string;
  hub: Hub;
  status: Outcome;
  given: { given_name: string; language: Language; contact: Contact | null };
  /** The membership of somebody who left and comes back. */
  earlier?: string | undefined;
};

async function join(
  db: Tx,
  { notices, person, hub, status, given, earlier }: Join,
  now: Date,
): Promise<void> {
  const membership =
    earlier ?? (await addMembership(db, { person, hub: hub.id, status, by: person }, now))?.id;
  if (earlier) await changeStatus(db, { membership: earlier, from: "left", to: status, by: person }, now);
  const subject = { kind: "membership", id: found(membership) };
  const personal = { person, fields: { status } };
  await audit(db, { actor: person, act: "members.join", subject, hub: hub.id, personal }, now);
  const { contact, language, given_name } = given;
  if (!contact) return;
  const to = { channel: contact.kind === "mail" ? "mail" : "sms", address: contact.value } as const;
  const data = { given_name, hub: hubName(hub, language) };
  const kind = status === "registered" ? "welcome" : status;
  await notices.send(db, { kind, data, to, person, language }, now);
}

/** What a form says, as a person; every screen has checked its part. */
function personFrom({ answers, kind, contact, language }: Joining): NewPerson {
  const told = answers as Required<{ [Key in keyof Answers]: NonNullable<Answers[Key]> }>;
  return {
    surname: told.surname,
    given_name: told.given_name,
    patronymic: told.patronymic || null,
    birth_date: told.birth_date,
    settlement_code: told.settlement_code,
    occupation: told.occupation as NewPerson["occupation"],
    occupation_place: told.occupation_place ?? "",
    speaks: told.speaks,
    wishes: told.wishes ?? "",
    language,
    contact: { kind, value: contact },
  };
}
