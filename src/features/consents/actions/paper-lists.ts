import { audit } from "../../../platform/audit/audit.ts";
import type { Db } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { PaperState } from "../rules/papers.ts";
import { belongingTo, type Choosable, openPapers, waitingIn } from "../store/paper-lists.ts";

/** What a paper that is not done waits for, as this person sees it. */
export type Next = "look" | "colleague" | "scan" | "record";
export type PaperRow = { code: string; since: Date; next: Next };

const mostListed = 200;

/** Papers of a hub that are not done, those that wait for this person's look first. They are codes alone: nobody's name. */
export async function listPapers(db: Db, who: Actor, hub: string): Promise<PaperRow[]> {
  const rows = await openPapers(db, [hub], mostListed);
  return rows
    .map(({ code, state_at: since, ...row }) => ({ code, since, next: nextFor(who, row) }))
    .sort((one, other) => order.indexOf(one.next) - order.indexOf(other.next));
}

const order: Next[] = ["look", "record", "scan", "colleague"];

type Open = { state: PaperState; has_scan: boolean; recorded_by: string | null; person_id: string };

function nextFor(who: Actor, { state, has_scan, recorded_by, person_id }: Open): Next {
  if (state === "returned") return "record";
  if (!has_scan) return "scan";
  return recorded_by === who.id || person_id === who.id ? "colleague" : "look";
}

/**
 * Those for whom papers can be printed: who waits in a hub, and who was asked for and belongs to it. Names are read here,
 * so that it was done is kept.
 */
export const choosePeople = (
  db: Db,
  who: Actor,
  { hub, asked }: { hub: string; asked: string[] },
  now: Date,
): Promise<Choosable[]> =>
  db.transaction().execute(async (tx) => {
    const named = await belongingTo(tx, hub, asked);
    const waiting = await waitingIn(tx, hub, mostListed);
    const act = "consents.choose_people";
    const subjects = [{ kind: "hub", id: hub }, ...named.map(({ id }) => ({ kind: "person", id }))];
    for (const subject of subjects) await audit(tx, { actor: who.id, act, subject, hub }, now);
    return [...named, ...waiting.filter(({ id }) => !named.some((each) => each.id === id))];
  });
