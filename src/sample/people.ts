import { type Gender, kazakhName, russianName } from "./names.ts";
import { occupationAt, type Occupation, occupationPlace, spokenBy, wishOf } from "./life.ts";
import type { Chance } from "./random.ts";

/** A hub to be filled: how many, where they live, how many have Kazakh names, since when it is open. */
export type Crowd = {
  people: number;
  villages: (readonly [string, number])[];
  kazakh: number;
  opened: Date;
  consentAge: number;
  lowestAge: number;
};

export type Invented = {
  id: string;
  surname: string;
  given_name: string;
  patronymic: string | null;
  birth_date: string;
  settlement_code: string;
  occupation: Occupation;
  occupation_place: string;
  speaks: string[];
  wishes: string;
  language: "kk" | "ru";
  joined: Date;
  status: "waiting_for_consent" | "registered" | "volunteer";
  status_at: Date;
};

const day = 86_400_000;

// Most are at school or at the beginning of their studies.
const ages = [
  [14, 4],
  [15, 6],
  [16, 19],
  [17, 18],
  [18, 13],
  [19, 10],
  [20, 8],
  [21, 6],
  [22, 4],
  [23, 3],
  [24, 3],
  [27, 3],
  [30, 2],
  [34, 1],
] as const;

/** Invents the people of one hub; whoever waits for consent joined within the 30 days such a form is kept. */
export function inventPeople(chance: Chance, crowd: Crowd, now: Date): Invented[] {
  const allowed = ages.filter(([age]) => age >= crowd.lowestAge);
  return Array.from({ length: crowd.people }, () => inventOne(chance, crowd, chance.weighed(allowed), now));
}

function inventOne(chance: Chance, crowd: Crowd, age: number, now: Date): Invented {
  const gender: Gender = chance.happens(0.62) ? "woman" : "man";
  const isKazakh = chance.happens(crowd.kazakh);
  const name = (isKazakh ? kazakhName : russianName)(chance, gender);
  const language = chance.happens(isKazakh ? 0.88 : 0.03) ? "kk" : "ru";
  const occupation = occupationAt(chance, age);
  const waits = age < crowd.consentAge;
  const birth_date = bornBefore(now, age, chance.between(1, 360));
  const joined = joinedAt(chance, waits ? crowd.opened : allowedFrom(birth_date, crowd), waits, now);
  return {
    id: chance.uuid(),
    ...name,
    birth_date,
    settlement_code: chance.weighed(crowd.villages),
    occupation,
    occupation_place: occupationPlace(chance, occupation, language),
    speaks: spokenBy(chance, language),
    wishes: wishOf(chance, language),
    language,
    joined,
    ...(waits ? { status: "waiting_for_consent", status_at: joined } : statusSince(chance, joined, now)),
  };
}

/** Whoever has been there longer than a month has often become a volunteer by now. */
function statusSince(chance: Chance, joined: Date, now: Date): Pick<Invented, "status" | "status_at"> {
  const volunteer = now.getTime() - joined.getTime() > 31 * day && chance.happens(0.57);
  if (!volunteer) return { status: "registered", status_at: joined };
  return { status: "volunteer", status_at: new Date(joined.getTime() + chance.between(6, 28) * day) };
}

/** The birth date of somebody who had this birthday so many days ago, below a year. */
export function bornBefore(now: Date, age: number, daysSince: number): string {
  const birthday = new Date(now.getTime() - daysSince * day);
  birthday.setUTCFullYear(birthday.getUTCFullYear() - age);
  return birthday.toISOString().slice(0, 10);
}

/** Since when somebody could join on their own: the hub was open and they had come to its consent age. */
function allowedFrom(birthDate: string, { opened, consentAge }: Crowd): Date {
  const grown = new Date(`${birthDate}T19:00:00Z`);
  grown.setUTCFullYear(grown.getUTCFullYear() + consentAge);
  return grown > opened ? grown : opened;
}

/** A moment in the waking hours of Kazakhstan: a rush in the last month, the rest spread over fourteen. */
function joinedAt(chance: Chance, earliest: Date, waits: boolean, now: Date): Date {
  const rush = waits || chance.happens(0.46);
  const daysAgo = rush ? chance.between(1, waits ? 27 : 29) : chance.between(30, 425);
  const at = new Date(now.getTime() - daysAgo * day);
  at.setUTCHours(chance.between(4, 16), chance.between(0, 59), chance.between(0, 59), 0);
  if (at >= earliest) return at;
  const elapsed = Math.max(0, now.getTime() - earliest.getTime());
  return new Date(Math.floor((now.getTime() - elapsed * (0.02 + 0.96 * chance.number())) / 1000) * 1000);
}
