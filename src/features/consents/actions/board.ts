import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { NotFound } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Hub } from "../../hubs/index.ts";
import { ageAt } from "../../people/index.ts";
import { getPlaces, type Place as Where } from "../../places/index.ts";
import { canHandle } from "../policy.ts";
import { soonFrom } from "../rules/board.ts";
import { purposes, type Purpose, type Standing } from "../rules/standing.ts";
import { agreedUntilFor, standingOf } from "../standing.ts";
import { countBoard, type Narrowing, type PageOfBoard, pageOfBoard, type Place } from "../store/board.ts";
import { ledgersOf, type Row } from "../store/ledger.ts";
import { askingFor, type Asking } from "../store/reminders.ts";
import { findNames, findSubjects } from "../store/subjects.ts";

/** One line about somebody who waits: all that those who handle consents are told. */
export type WaitingLine = {
  id: string;
  person: string;
  given_name: string;
  age: number;
  district: Where | null;
  since: Date;
  asking: Asking;
};

/** What stands in the way, or will soon, for somebody who takes part. */
export type Word = { purpose: Purpose; standing: Standing; at: Date; ends_on: string | null };
export type MemberLine = { id: string; person: string; surname: string; given_name: string; words: Word[] };

export type Board = Awaited<ReturnType<typeof countBoard>> &
  Pick<PageOfBoard, "count" | "earlier" | "later"> & { waiting: WaitingLine[]; members: MemberLine[] };

/** Opens a page of a hub's board with the numbers of the whole hub; that it was read is kept in the same transaction. */
export const openBoard = (
  db: Db,
  who: Actor,
  hub: Hub,
  { narrowing, place }: { narrowing: Narrowing; place: Place },
  now: Date,
): Promise<Board> =>
  db.transaction().execute(async (tx) => {
    if (!canHandle(who, hub.id)) throw new NotFound();
    const act = narrowing.list === "waiting" ? "consents.read_waiting" : "consents.read_answers";
    await audit(tx, { actor: who.id, act, subject: { kind: "hub", id: hub.id }, hub: hub.id }, now);
    const counts = await countBoard(tx, hub.id, now);
    const { rows, ...page } = await pageOfBoard(tx, hub.id, narrowing, place, now);
    const waits = narrowing.list === "waiting";
    return {
      ...counts,
      ...page,
      waiting: waits ? await waitingLines(tx, hub, rows, now) : [],
      members: waits ? [] : await memberLines(tx, narrowing, rows, now),
    };
  });

type Rows = PageOfBoard["rows"];

async function waitingLines(tx: Tx, hub: Hub, rows: Rows, now: Date): Promise<WaitingLine[]> {
  const people = rows.map((row) => row.person_id);
  const subjects = await findSubjects(tx, people);
  const asking = await askingFor(tx, people, now);
  const homes = await getPlaces(tx, [...new Set(rows.map((row) => row.settlement_code))]);
  const codes = [...homes.values()].flatMap(({ district_code }) => district_code ?? []);
  const districts = await getPlaces(tx, [...new Set(codes)]);
  return rows.flatMap(({ id, person_id, settlement_code, status_at }) => {
    const subject = subjects.get(person_id);
    const asked = asking.get(person_id);
    if (!subject || !asked) return [];
    const district = districts.get(homes.get(settlement_code)?.district_code ?? "") ?? null;
    const { given_name, birth_date } = subject;
    const age = ageAt(birth_date, hub.time_zone, now);
    return [{ id, person: person_id, given_name, age, district, since: status_at, asking: asked }];
  });
}

async function memberLines(tx: Tx, narrowing: Narrowing, rows: Rows, now: Date): Promise<MemberLine[]> {
  const people = rows.map((row) => row.person_id);
  const subjects = await findSubjects(tx, people);
  const names = await findNames(tx, people);
  const ledgers = await ledgersOf(tx, people);
  return rows.flatMap(({ id, person_id: person }) => {
    const subject = subjects.get(person);
    const name = names.get(person);
    if (!subject || !name) return [];
    const ledger = ledgers.get(person) ?? [];
    const words = purposes.flatMap((purpose): Word[] => {
      const standing = standingOf(subject, ledger, purpose, now);
      const last = lastSaid(ledger, purpose);
      if (!last) return [];
      return [{ purpose, standing, at: last, ends_on: agreedUntilFor(subject, ledger, purpose, now) }];
    });
    return [{ id, person, ...name, words: words.filter(belongsTo(narrowing, now)) }];
  });
}

function lastSaid(ledger: Row[], purpose: Purpose): Date | undefined {
  const moments = ledger
    .filter((row) => row.purpose === purpose)
    .map(({ withdrawn_at, at }) => withdrawn_at ?? at);
  return moments.sort((one, other) => one.getTime() - other.getTime()).at(-1);
}

/** What of somebody's words a list is about: what was said no to, or what ends within 30 days. */
const belongsTo =
  ({ list }: Narrowing, now: Date) =>
  ({ standing, ends_on }: Word): boolean =>
    list === "no"
      ? standing === "refused" || standing === "withdrawn"
      : ends_on !== null && ends_on <= soonFrom(now);
