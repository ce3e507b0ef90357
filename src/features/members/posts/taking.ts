import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { Forbidden, found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { endAllSessions } from "../../accounts/index.ts";
import { ageAt, getPerson } from "../../people/index.ts";
import { canOversee } from "../policy/posts.ts";
import { isHeld, mayEnd, mayTake, neverEmpty, unfit } from "../rules/posts.ts";
import { lockMembershipsOf } from "../store/memberships.ts";
import { endPost, getPost, lockHolders, lockPost, type PostRow, postsOf } from "../store/posts.ts";
import { tell } from "./letters.ts";
import { scopeOf } from "./words.ts";

export type Taking = { kind: "taken" | "laid_down" | "over" } | { kind: "refused"; reason: "last" };

/**
 * Takes a post back, or lays down one's own; a post that has ended stays so. The last who could give posts keeps theirs:
 * of two who go at once the second sees that they are the last. Tells the person and ends their sessions.
 */
export const takePost = (
  { db, notices }: Pick<FeatureParts, "db" | "notices">,
  who: Actor,
  id: string,
  now: Date,
): Promise<Taking> =>
  db.transaction().execute(async (db) => {
    const seen = found(await getPost(db, id), (row) => canOversee(who, row));
    const scope = scopeOf(seen);
    if (!mayTake(who, { post: seen.post, scope, to: seen.person_id })) throw new Forbidden();
    const own = seen.person_id === who.id;
    const ended = await endOne(db, seen, { by: who.id, act: own ? "lay_down_post" : "take_post" }, now);
    if (ended !== "ended") return ended === "last" ? { kind: "refused", reason: "last" } : { kind: "over" };
    const person = found(await getPerson(db, seen.person_id));
    const by = own ? "self" : who.id;
    await tell(db, notices, { kind: "post_ended", person, post: seen.post, scope, by }, now);
    return { kind: own ? "laid_down" : "taken" };
  });

type Ending = { by: string | null; act: "take_post" | "lay_down_post" | "end_post" };

async function endOne(
  tx: Tx,
  seen: PostRow,
  { by, act }: Ending,
  now: Date,
): Promise<"ended" | "last" | "over"> {
  const { id, post, person_id: person, hub_id: hub } = seen;
  // Those who could be left without anybody are taken all at once and in one order, so that two cannot block each other.
  const locked = neverEmpty(post) ? await lockHolders(tx, post, now) : await lockPost(tx, id);
  const rows = [locked ?? []].flat();
  const row = rows.find((each) => each.id === id);
  if (!row || !isHeld(row, now)) return "over";
  if (
    !mayEnd(
      post,
      row,
      rows.filter((each) => each !== row),
    )
  )
    return "last";
  await endPost(tx, id, by, now);
  await endAllSessions(tx, person, now);
  const personal = { person, fields: { post, scope: scopeOf(row) } };
  await audit(
    tx,
    { actor: by, act: `members.${act}`, subject: { kind: "person", id: person }, hub, personal },
    now,
  );
  return "ended";
}

/** Ends what somebody may not hold any more, now that their birth date says they are younger or wait for consent. */
export async function endUnfit(tx: Tx, person: string, now: Date): Promise<void> {
  const held = (await postsOf(tx, person)).filter((row) => isHeld(row, now));
  if (held.length === 0) return;
  const { birth_date } = found(await getPerson(tx, person));
  const memberships = await lockMembershipsOf(tx, person);
  const statuses = memberships.map(({ hub_id, status }) => ({ hub: hub_id, status }));
  for (const row of held) {
    const zone = memberships.find(({ hub_id }) => hub_id === row.hub_id)?.time_zone ?? "Asia/Almaty";
    const candidate = { age: ageAt(birth_date, zone, now), statuses };
    if (unfit({ post: row.post, scope: scopeOf(row) }, candidate, false))
      await endOne(tx, row, { by: null, act: "end_post" }, now);
  }
}
