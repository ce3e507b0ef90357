import { randomBytes, randomUUID } from "node:crypto";
import { dayIn } from "../../platform/day.ts";
import type { Tx } from "../../platform/db/pool.ts";
import { ageOn } from "../people/index.ts";
import { linkEnds } from "./rules/asking.ts";
import { grownAge, type Purpose } from "./rules/standing.ts";
import { rowFor } from "./snapshot.ts";
import { addGuardian } from "./store/guardians.ts";
import { addAnswers, type NewAnswer, withdrawAnswers } from "./store/ledger.ts";
import { addRequest } from "./store/requests.ts";
import { currentTexts, type Text } from "./store/texts.ts";

type Joined = { id: string; birth_date: string; joined: Date; mail: string };

const zone = "Asia/Almaty";
const operator = { operator: "", operator_bin: "" };

/**
 * Lays in what people of a sample have answered: all who joined on their own agreed to data when they did; to the rest
 * some agreed, some refused, some changed their minds, and some were never asked.
 */
export async function addSampleConsents(tx: Tx, people: Joined[]): Promise<void> {
  const texts = await currentTexts(tx);
  const rows: NewAnswer[] = [];
  for (const [index, person] of people.entries()) {
    const grown = ageOn(person.birth_date, dayIn(zone, person.joined)) >= grownAge;
    rows.push(...answersOf(texts, person, { data: "agreed", ...own[index % own.length] }, null));
    if (grown || index % 2 === 1) continue;
    const guardian = await nameGuardian(tx, person, person.joined);
    rows.push(
      ...answersOf(texts, person, { photo: "agreed", travel: "agreed", overnight: "refused" }, guardian),
    );
  }
  if (rows.length > 0) await addAnswers(tx, rows);
  for (const { id, joined } of people.filter((_person, index) => index % own.length === 1))
    await withdrawAnswers(tx, { person: id, purpose: "photo", by: "person" }, joined);
}

type Said = Partial<Record<Purpose, NewAnswer["answer"]>>;

/** What people said of themselves, one after the other; the second takes it back later. */
const own: Said[] = [
  { photo: "agreed", messenger: "agreed" },
  { photo: "agreed", badge: "agreed" },
  { photo: "agreed" },
  { messenger: "refused", badge: "agreed" },
  { photo: "refused", messenger: "agreed" },
  {},
  { photo: "agreed", messenger: "agreed", badge: "agreed" },
  { messenger: "agreed" },
];

const answersOf = (texts: Text[], { joined, ...person }: Joined, said: Said, guardian: string | null) =>
  texts.flatMap((text) => {
    const answer = said[text.purpose];
    const given = { text, operator, person, guardian, how: "link" as const, day: dayIn(zone, joined) };
    return answer ? [rowFor({ ...given, answer }, joined)] : [];
  });

async function nameGuardian(tx: Tx, person: Pick<Joined, "id" | "mail">, at: Date): Promise<string> {
  const contact = { kind: "mail" as const, value: `parent.${person.mail}` };
  const who = { name: "Сейітова Гүлнар", relation: "mother" as const, language: "kk" as const };
  return (await addGuardian(tx, { ...who, person: person.id, contact, by: person.id }, at)).id;
}

/** Lays in that of those who wait in a sample every third has asked nobody yet, and the others sent a link at once. */
export async function addSampleRequests(tx: Tx, people: Joined[]): Promise<void> {
  for (const [index, person] of people.entries()) {
    if (index % 3 === 0) continue;
    const guardian_id = await nameGuardian(tx, person, person.joined);
    const link = { id: randomUUID(), token_hash: randomBytes(32), sealed: null };
    const times = { asked_at: person.joined, expires_at: linkEnds(person.joined) };
    await addRequest(tx, { ...link, ...times, person_id: person.id, guardian_id });
  }
}
