import { dayIn } from "../../platform/day.ts";
import type { Db } from "../../platform/db/pool.ts";
import { ageOn } from "../people/index.ts";
import { agreedUntil, type Purpose, standing, type Standing, worst } from "./rules/standing.ts";
import { ledgerOf, ledgersOf, type Row } from "./store/ledger.ts";
import { findSubject, findSubjects, type Subject } from "./store/subjects.ts";

/**
 * Whether a person may do now what a purpose is about: in every hub they belong to, by its consent age and the server's
 * clock in its zone. Whoever is unknown, erased or has said nothing may not: it fails closed.
 */
export const mayNow = async (db: Db, person: string, purpose: Purpose, now: Date): Promise<boolean> =>
  (await standingNow(db, person, purpose, now)) === "agreed";

/** The same with the reason. */
export async function standingNow(db: Db, person: string, purpose: Purpose, now: Date): Promise<Standing> {
  const subject = await findSubject(db, person);
  return subject ? standingOf(subject, await ledgerOf(db, person), purpose, now) : "missing";
}

/** A person with the hubs they belong to, and to what there is agreement that stands. */
export type Agreeing<Asked extends Purpose> = Subject & { agreed: Asked[] };

/**
 * For many people at once, in three questions however many they are: to which of these purposes there is agreement now,
 * each as `mayNow` says. Whoever is unknown or erased is not among them.
 */
export async function agreeingNow<Asked extends Purpose>(
  db: Db,
  people: readonly string[],
  asked: readonly Asked[],
  now: Date,
): Promise<Map<string, Agreeing<Asked>>> {
  const subjects = await findSubjects(db, people);
  const ledgers = await ledgersOf(db, people);
  const agreedBy = (subject: Subject) =>
    asked.filter((each) => standingOf(subject, ledgers.get(subject.id) ?? [], each, now) === "agreed");
  return new Map(
    [...subjects].map(([id, subject]) => [id, { ...subject, agreed: agreedBy(subject) }] as const),
  );
}

/** Where a purpose stands for somebody by the ages and calendars of all their hubs. */
export const standingOf = (subject: Subject, ledger: Row[], purpose: Purpose, now: Date): Standing =>
  worst(judgedBy(subject, now).map(({ day, ...judged }) => standing(ledger, purpose, judged, day)));

/** Age, consent age and day in each of somebody's hubs. */
const judgedBy = (subject: Subject, now: Date) =>
  calendarsOf(subject).map(({ time_zone, consent_age }) => {
    const day = dayIn(time_zone, now);
    return { day, age: ageOn(subject.birth_date, day), consent_age };
  });

/** The first day on which an agreement of theirs is over in one of their hubs; null where none stands in all of them. */
export function agreedUntilFor(subject: Subject, ledger: Row[], purpose: Purpose, now: Date): string | null {
  if (standingOf(subject, ledger, purpose, now) !== "agreed") return null;
  const days = judgedBy(subject, now).map(({ day, ...judged }) => agreedUntil(ledger, purpose, judged, day));
  return days.flatMap((day) => day ?? []).sort()[0] ?? null;
}

/** Where a purpose stands for somebody in one hub, by that hub's consent age and calendar. */
export async function standingIn(
  db: Db,
  person: { id: string; birth_date: string },
  hub: { consent_age: number; time_zone: string },
  purpose: Purpose,
  now: Date,
): Promise<Standing> {
  const day = dayIn(hub.time_zone, now);
  const subject = { age: ageOn(person.birth_date, day), consent_age: hub.consent_age };
  return standing(await ledgerOf(db, person.id), purpose, subject, day);
}

/** The ages and calendars by which somebody is judged; who belongs nowhere, by the strictest there can be. */
const calendarsOf = ({ hubs }: Subject) =>
  hubs.length > 0 ? hubs : [{ consent_age: 18, time_zone: "Asia/Almaty" }];

/** How old somebody is for what they are asked: the youngest and strictest of their hubs. */
export function strictest(subject: Subject, now: Date): { age: number; consent_age: number; day: string } {
  const calendars = calendarsOf(subject);
  const days = calendars.map(({ time_zone }) => dayIn(time_zone, now)).sort();
  const day = days[0] ?? "";
  return {
    day,
    age: ageOn(subject.birth_date, day),
    consent_age: Math.max(...calendars.map(({ consent_age }) => consent_age)),
  };
}
