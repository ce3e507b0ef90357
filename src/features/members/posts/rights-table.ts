import type { Actor } from "../../../platform/http/actor.ts";
import type { Answer, Right } from "../../../platform/rights.ts";
import { postsAsHeld } from "../policy.ts";
import { type PostName, postNames, type Scope, scopesOf } from "../rules/posts.ts";

/**
 * Where somebody may do a thing: everywhere, where their post is held (`named`: unless that is the whole
 * country), or nowhere; `partly` is none of these. `own` says
 * that one's own is different: one may do it there too, or never.
 */
export type Cell = {
  where: "everywhere" | "post" | "named" | "partly" | "nowhere";
  answer: Exclude<Answer, "no"> | "no";
  own: "also" | "never" | "alike";
};
export type Column = "volunteer" | PostName;
export const columns: Column[] = ["volunteer", ...postNames];

export type RightRow = Pick<Right, "key" | "text" | "house"> & { cells: Record<Column, Cell> };

/** Who may do what, found by asking every policy: with an actor for each post, about hubs near and far, and themselves. */
export const rightsTable = (rights: Right[]): RightRow[] =>
  rights.map((right) => ({
    ...right,
    cells: Object.fromEntries(columns.map((column) => [column, cellOf(right, column)])) as RightRow["cells"],
  }));

/** A region with two hubs, and a third hub elsewhere: enough to tell one scope from another. */
const hubs = { own: "own hub", near: "another hub of the region", far: "a hub elsewhere" };
const asking = "whoever asks";
const somebody = "somebody else";

/** The posts somebody holds by a post of this scope, as each request finds them. */
const heldIn = (post: PostName, scope: Scope["kind"]): Actor["posts"] => {
  const within = { hub: [hubs.own], region: [hubs.own, hubs.near], country: [null] };
  return postsAsHeld(within[scope].map((hub) => ({ post, hub })));
};

const everyHub = Object.values(hubs);

/** What one may do where, by a post of one scope. */
function probe(right: Right, posts: Actor["posts"], scope: Scope["kind"] | null) {
  const who: Actor = { id: asking, session: "", given_name: "", language: "kk", posts };
  const others = everyHub.map((hub) => right.answer(who, { hub, person: somebody }));
  const covered = scope === null ? 0 : { hub: 1, region: 2, country: 3 }[scope];
  return {
    answer: others.find((each) => each !== "no") ?? ("no" as const),
    everywhere: others.every((each) => each !== "no"),
    nowhere: others.every((each) => each === "no"),
    asHeld: others.every((each, index) => (each !== "no") === index < covered),
    countryWide: scope === "country",
    ownHere: right.answer(who, { hub: hubs.own, person: asking }) !== "no",
    ownElsewhere: right.answer(who, { hub: hubs.far, person: asking }) !== "no",
  };
}

function cellOf(right: Right, column: Column): Cell {
  const probes =
    column === "volunteer"
      ? [probe(right, [], null)]
      : scopesOf[column].map((scope) => probe(right, heldIn(column, scope), scope));
  const [first] = probes;
  if (!first) return { where: "nowhere", answer: "no", own: "alike" };
  if (probes.every((each) => each.nowhere))
    return { where: "nowhere", answer: "no", own: first.ownHere && first.ownElsewhere ? "also" : "alike" };
  const own = !first.ownHere ? "never" : first.ownElsewhere && !first.everywhere ? "also" : "alike";
  return { where: whereOf(probes), answer: first.answer, own };
}

function whereOf(probes: ReturnType<typeof probe>[]): Cell["where"] {
  if (probes.every((each) => each.everywhere)) return "everywhere";
  if (probes.every((each) => each.asHeld)) return "post";
  const named = probes.every((each) => (each.countryWide ? each.nowhere : each.asHeld));
  return named ? "named" : "partly";
}
