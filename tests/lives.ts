import { randomBytes, randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { openHub, type TestHub } from "./hub.ts";
import { holding, someHub, someMember } from "./members.ts";
import { against, anyTry, openRoom, type Room, type Rule, type Try } from "./takings.ts";
import { contracts } from "../src/app.ts";
import { dayIn } from "../src/platform/day.ts";
import { Forbidden, NotFound } from "../src/platform/errors.ts";
import type { FeatureParts } from "../src/platform/feature.ts";
import type { Actor } from "../src/platform/http/actor.ts";
import { deriveKeys } from "../src/platform/keys.ts";
import { openNotices } from "../src/platform/notices/send.ts";
import { makeVolunteer } from "../src/features/members/index.ts";
import { joinAnother } from "../src/features/members/sending.ts";
import { hashToken } from "../src/features/accounts/index.ts";
import { ageOn } from "../src/features/people/index.ts";
import { answerLink, type GuardianSays } from "../src/features/consents/actions/answer.ts";
import { nameGuardian } from "../src/features/consents/actions/ask.ts";
import { endTerms } from "../src/features/consents/actions/ending.ts";
import { answerOwn, withdrawOwn } from "../src/features/consents/actions/own.ts";
import { askAnew } from "../src/features/consents/actions/renew.ts";
import { withdrawAsGuardian } from "../src/features/consents/actions/withdraw.ts";
import { mayNow } from "../src/features/consents/index.ts";
import { currentTexts, type Text } from "../src/features/consents/store/texts.ts";

/** `room` keeps the tasks of these lives, as a later room of the house will. */
export type Parts = FeatureParts & { links: string[]; room: Room };

let hub: TestHub;
let here: string;
let strict: string;
let texts: Text[];
let coordinator: Actor;

/** A house in which lives are lived; its parts can be swapped for broken ones. */
export async function openLives(): Promise<{ hub: TestHub; parts: Parts }> {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau", lowest_age: 10 });
  strict = await someHub(hub.db, { slug: "aktau", lowest_age: 10, consent_age: 18, time_zone: "Asia/Aqtau" });
  texts = await currentTexts(hub.db);
  const id = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
  coordinator = { ...holding(["coordinator", here]), id };
  const keys = deriveKeys(hub.settings);
  const real = openNotices({ jobs: hub.jobs, keys, mayWrite: async () => true });
  const links: string[] = [];
  const notices: FeatureParts["notices"] = {
    send: async (tx, notice, now) => {
      if (notice.kind === "consent_asked" || notice.kind === "consent_renewal")
        links.push(notice.data.path.slice("/consent/".length));
      // What is written to people is tried elsewhere; here one letter a history is enough.
      if (links.length % 50 === 1) await real.send(tx, notice, now);
    },
  };
  return { hub, parts: withRoom({ ...({} as FeatureParts), ...hub, keys, notices, links }) };
}

/** The same house with another room of tasks: by the house's own rule, or by one that lacks something. */
export function withRoom(parts: Omit<Parts, "room">, rule?: Rule): Parts {
  const room = openRoom(parts.db, rule);
  const consentChanged: FeatureParts["consentChanged"] = async (tx, person, now) => {
    for (const contract of [...contracts, room.contract]) await contract.onConsentChange(tx, person, now);
  };
  return { ...parts, consentChanged, room };
}

const steps = [
  "name_mother",
  "name_own_contact",
  "agree",
  "agree",
  "refuse",
  "agree_without_code",
  "agree_from_own_browser",
  "agree_by_old_link",
  "withdraw",
  "agree_oneself",
  "withdraw_oneself",
  "make_volunteer",
  "join_another",
  "leave",
  "younger",
  "older",
  "almost_grown",
  "born_on_leap_day",
  "hour",
  "day",
  "month_before_the_end",
  "year",
  "merge_with_grown_up",
] as const;
export type Step = (typeof steps)[number] | Try;

type Life = { id: string; who: Actor; mother: string; links: string[]; now: Date };

/** A code that was just confirmed by a contact, as the rooms before this one leave it. */
async function prove(contact: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const row = { id: randomUUID(), kind: "mail", contact, code_hash: randomBytes(32), created_at: now };
  const times = { expires_at: new Date(now.getTime() + 600_000), confirmed_at: now };
  const proof = { proof_hash: hashToken(token), proof_expires_at: new Date(now.getTime() + 3_600_000) };
  await hub.db
    .insertInto("accounts.code")
    .values({ ...row, ...times, ...proof })
    .execute();
  return token;
}

const hours = (life: Life, count: number) => (life.now = new Date(life.now.getTime() + count * 3_600_000));

async function answer(parts: Parts, life: Life, given: Partial<GuardianSays>, data: "agreed" | "refused") {
  const token = life.links.at(-1);
  if (!token) return "no link";
  const answers = Object.fromEntries(
    texts.map(({ id, purpose }) => [purpose, { text: id, answer: purpose === "data" ? data : "agreed" }]),
  ) as GuardianSays["answers"];
  const proof = await prove(life.mother, life.now);
  const says = { name: "Сейітова Гүлнар", relation: "mother", language: "kk", own_browser: false } as const;
  return (await answerLink(parts, { token, proof, answers, ...says, ...given }, life.now)).kind;
}

/** What must never work: whoever gets it saved has found a way around. */
async function forbidden(saved: Promise<string>, how: string): Promise<void> {
  if ((await saved) === "saved") throw new Error(`a way around: ${how}`);
}

/** Staff correct a birth date; every room looks anew. */
async function setBirthDate({ room }: Parts, life: Life, birth_date: string): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    await tx.updateTable("people.person").set({ birth_date }).where("id", "=", life.id).execute();
    for (const contract of [...contracts, room.contract]) await contract.onAgeChange(tx, life.id, life.now);
  });
}

/** Somebody leaves the hub, as an act of leaving will do it: the row, and then every room looks anew. */
const leave = (parts: Parts, life: Life): Promise<void> =>
  hub.db.transaction().execute(async (tx) => {
    await tx
      .updateTable("members.membership")
      .set({ status: "left", status_at: life.now })
      .where("person_id", "=", life.id)
      .where("hub_id", "=", here)
      .execute();
    await parts.consentChanged(tx, life.id, life.now);
  });

/** Somebody comes to a task; time may have gone by since a job last looked. */
async function tryTask(parts: Parts, life: Life, tried: Try): Promise<void> {
  hours(life, tried.after);
  const taken = await parts.room.take(life.id, here, tried, life.now);
  const wrong = taken && (await against(hub.db, taken, life.now));
  if (wrong) throw new Error(`a way around: ${wrong}`);
  if (tried.after > 0) await endTerms(parts, life.now);
}

/** One thing that happens in a life; what the house refuses counts as nothing. */
async function take(parts: Parts, life: Life, step: Step): Promise<void> {
  if (typeof step === "object") return tryTask(parts, life, step);
  const year = life.now.getUTCFullYear();
  const naming = { name: "Сейітова Гүлнар", relation: "mother", language: "kk" } as const;
  const contact = (value: string) => ({ kind: "mail" as const, value });
  switch (step) {
    case "name_mother":
    case "name_own_contact": {
      const own = step === "name_own_contact";
      const before = parts.links.length;
      const to = contact(own ? `own-${life.id}@example.org` : life.mother);
      await nameGuardian(parts, life.who, { ...naming, contact: to }, life.now);
      if (own && parts.links.length > before) throw new Error("a way around: their own contact");
      life.links.push(...parts.links.slice(before));
      return;
    }
    case "agree":
      return void (await answer(parts, life, {}, "agreed"));
    case "refuse":
      return void (await answer(parts, life, {}, "refused"));
    case "agree_without_code":
      return forbidden(answer(parts, life, { proof: undefined }, "agreed"), step);
    case "agree_from_own_browser":
      return forbidden(answer(parts, life, { own_browser: true }, "agreed"), step);
    case "agree_by_old_link": {
      const old = life.links.at(-2);
      return old ? forbidden(answer(parts, life, { token: old }, "agreed"), step) : undefined;
    }
    case "withdraw": {
      const proof = await prove(life.mother, life.now);
      return void (await withdrawAsGuardian(parts, { proof, person: life.id, purpose: "data" }, life.now));
    }
    case "agree_oneself": {
      const text = texts.find(({ purpose }) => purpose === "data")?.id ?? "";
      return void (await answerOwn(parts, life.who, { purpose: "data", text, answer: "agreed" }, life.now));
    }
    case "withdraw_oneself":
      return withdrawOwn(parts, life.who, "data", life.now);
    case "make_volunteer":
      return makeVolunteer(hub.db, coordinator, { person: life.id, hub: here }, life.now);
    case "join_another":
      return void (await joinAnother(parts, life.who, strict, life.now));
    case "leave":
      return leave(parts, life);
    case "younger":
      return setBirthDate(parts, life, `${year - 14}-06-15`);
    case "older":
      return setBirthDate(parts, life, `${year - 17}-06-15`);
    case "almost_grown": {
      const tomorrow = dayIn("Asia/Almaty", new Date(life.now.getTime() + 86_400_000));
      return setBirthDate(parts, life, `${Number(tomorrow.slice(0, 4)) - 18}${tomorrow.slice(4)}`);
    }
    case "born_on_leap_day":
      return setBirthDate(parts, life, "2008-02-29");
    case "month_before_the_end": {
      hours(life, 24 * 705);
      await endTerms(parts, life.now);
      const before = parts.links.length;
      await askAnew(parts, life.now);
      life.links.push(...parts.links.slice(before));
      return;
    }
    case "hour":
    case "day":
    case "year":
      hours(life, { hour: 1, day: 24, year: 24 * 400 }[step]);
      return endTerms(parts, life.now);
    case "merge_with_grown_up":
      return mergeGrownUp(parts, life);
  }
}

async function mergeGrownUp({ room }: Parts, life: Life): Promise<void> {
  const from = await someMember(hub.db, { hub: strict, birth_date: "1999-01-01", status: "volunteer" });
  await hub.db.transaction().execute(async (tx) => {
    for (const contract of [...contracts, room.contract]) await contract.merge(tx, from, life.id, life.now);
  });
}

/** The same question asked of the bare rows: who takes part somewhere, below its consent age, without a guardian's yes? */
async function findBypass(life: Life): Promise<string | undefined> {
  const rows = await hub.db
    .selectFrom("members.membership as membership")
    .innerJoin("hubs.hub as hub", "hub.id", "membership.hub_id")
    .select(["membership.status", "membership.birth_date", "hub.consent_age", "hub.time_zone", "hub.slug"])
    .where("membership.person_id", "=", life.id)
    .execute();
  const last = await hub.db
    .selectFrom("consents.consent")
    .selectAll()
    .where("person_id", "=", life.id)
    .where("purpose", "=", "data")
    .where("given_by", "=", "guardian")
    .orderBy("id", "desc")
    .executeTakeFirst();
  for (const { status, birth_date, consent_age, time_zone, slug } of rows) {
    const today = dayIn(time_zone, life.now);
    const child = ageOn(birth_date ?? "", today) < consent_age;
    const stands = last?.answer === "agreed" && !last.withdrawn_at && last.ends_on > today;
    if (!child || stands) continue;
    if (status === "registered" || status === "volunteer") return `${status} in ${slug}`;
    if (status !== "left" && (await mayNow(hub.db, life.id, "data", life.now))) return `may act in ${slug}`;
  }
  return undefined;
}

/** Of the tasks this person still holds, one that nobody would give them now. */
async function findUnfitting({ room }: Parts, life: Life): Promise<string | undefined> {
  for (const taken of room.taken.filter(({ person }) => person === life.id)) {
    const wrong = await against(hub.db, taken, life.now);
    if (wrong) return `${wrong}, and keeps it`;
  }
  return undefined;
}

/**
 * One life from a moment on; throws as soon as somebody below the consent age takes part without a guardian's agreement,
 * or anybody holds a task that the rows speak against.
 */
export async function live(parts: Parts, path: Step[], from = hub.now()): Promise<void> {
  const key = randomUUID();
  const id = await someMember(hub.db, { hub: here, birth_date: "2011-06-15", status: "waiting_for_consent" });
  await hub.db
    .insertInto("people.contact")
    .values({ person_id: id, kind: "mail", value: `own-${id}@example.org`, confirmed_at: hub.now() })
    .execute();
  const life: Life = {
    id,
    who: { ...holding(), id },
    mother: `mother-${key}@example.org`,
    links: [],
    now: from,
  };
  for (const step of path) {
    await take(parts, life, step).catch((error: unknown) => {
      if (!(error instanceof Forbidden || error instanceof NotFound)) throw error;
    });
    const bypass = (await findBypass(life)) ?? (await findUnfitting(parts, life));
    if (bypass) throw new Error(`a way around: ${bypass} after ${JSON.stringify(step)}`);
  }
}

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...steps) },
  { weight: 1, arbitrary: anyTry },
);
const anyLife = fc.array(anyStep, { minLength: 3, maxLength: 12 });
/** Now; the hour in which Kokshetau's clocks went back (2024-03-01); an hour before the end of a 28 February. */
const anyBeginning = fc.constantFrom(
  new Date("2026-11-22T06:00:00Z"),
  new Date("2024-02-29T17:30:00Z"),
  new Date("2026-02-28T18:00:00Z"),
);
/** Lives in which somebody was asked and agreed: chance alone seldom gets that far. */
const anyPath = fc.oneof(
  anyLife,
  anyLife.map((path): Step[] => ["name_mother", "agree", ...path]),
  anyLife.map((path): Step[] => ["older", "agree_oneself", ...path]),
);

/** So many lives, each another one; the same ones for the same seed. */
export const lives = (parts: Parts, numRuns: number, seed?: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(anyPath, anyBeginning, (path, from) => live(parts, path, from)),
    { numRuns, includeErrorInReport: true, ...(seed === undefined ? {} : { seed }) },
  );
