import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { type ContactProblem, findPeopleByContact, getPerson, readContact } from "../../people/index.ts";
import { canOffer, canOversee } from "../policy/posts.ts";
import { isHeld, mayGive, type PostName, postNames, type Scope } from "../rules/posts.ts";
import { membershipsOf } from "../store/memberships.ts";
import { type PostRow, postsOf } from "../store/posts.ts";

export type Met = { id: string; name: string };
export type LookUp =
  | { kind: "met"; people: [Met, ...Met[]] }
  | { kind: "refused"; reason: ContactProblem | "nobody" | "oneself" };

/**
 * Who is behind an exact contact, as far as this person may offer them a post. Whoever is unknown and whoever is hidden
 * are the same "nobody". That somebody was looked up is kept.
 */
export const lookUp = (db: Db, who: Actor, typed: string, now: Date): Promise<LookUp> =>
  db.transaction().execute(async (db) => {
    const contact = readContact(typed);
    if (typeof contact === "string") return { kind: "refused", reason: contact };
    const people: Met[] = [];
    let own = false;
    for (const { id, given_name, surname } of await findPeopleByContact(db, contact)) {
      own ||= id === who.id;
      if (id === who.id || !canOffer(who, id, await membershipsOf(db, id))) continue;
      people.push({ id, name: `${surname} ${given_name}` });
      await write(db, who, id, "look_up", now);
    }
    const [first, ...others] = people;
    if (first) return { kind: "met", people: [first, ...others] };
    return { kind: "refused", reason: own ? "oneself" : "nobody" };
  });

export type Offered = Met & { given_name: string; posts: PostRow[] };

/** Opens the page on which somebody is offered a post: their name, and the posts of theirs that this person oversees. */
export const openOffer = (db: Db, who: Actor, id: string, now: Date): Promise<Offered> =>
  db.transaction().execute(async (db) => {
    const memberships = await membershipsOf(db, id);
    const { given_name, surname } = found(await getPerson(db, id), () => canOffer(who, id, memberships));
    const posts = await overseenPostsOf(db, who, id, now);
    await write(db, who, id, "open_offer", now);
    return { id, name: `${surname} ${given_name}`, given_name, posts };
  });

/** The posts somebody holds now, as far as this person oversees them. */
export const overseenPostsOf = async (db: Db, who: Actor, id: string, now: Date): Promise<PostRow[]> =>
  (await postsOf(db, id)).filter((row) => isHeld(row, now) && canOversee(who, row));

const write = (tx: Tx, who: Actor, id: string, act: "look_up" | "open_offer", now: Date) =>
  audit(tx, { actor: who.id, act: `members.${act}`, subject: { kind: "person", id } }, now);

/** The scopes in which this person gives anything, of all there are, and what they give there at all. */
export function offers(
  who: Actor,
  scopes: readonly Scope[],
  to: string,
): { posts: PostName[]; scopes: Scope[] } {
  const may = (post: PostName, scope: Scope) => mayGive(who, { post, scope, to });
  return {
    posts: postNames.filter((post) => scopes.some((scope) => may(post, scope))),
    scopes: scopes.filter((scope) => postNames.some((post) => may(post, scope))),
  };
}
