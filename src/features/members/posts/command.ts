import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Post } from "../../../platform/http/actor.ts";
import { findHub } from "../../hubs/index.ts";
import { findPeopleByContact, type FoundPerson, readContact } from "../../people/index.ts";
import type { Scope } from "../rules/posts.ts";
import { type GiftProblem, settle } from "./giving.ts";

/** What whoever runs the machine asks for: a hub by the last word of its address, a region by its code. */
export type Command = {
  contact: string;
  person?: string | undefined;
  post: Post;
  hub?: string | undefined;
  region?: string | undefined;
};
export type Commanded =
  | { kind: "given" | "held_already"; name: string }
  | {
      kind: "refused";
      reason: "not_a_contact" | "unknown_contact" | "unknown_hub" | "two_scopes" | GiftProblem;
    }
  | { kind: "refused"; reason: "several_people"; people: Named[] };

/**
 * Gives a post to the person behind a confirmed contact, as whoever runs the machine decides; where several share it,
 * to the one named. So the first administrator comes into an empty hub. Nobody is written to.
 */
export const givePostByCommand = (db: Db, command: Command, now: Date): Promise<Commanded> =>
  db.transaction().execute(async (db) => {
    const scope = await scopeFrom(db, command);
    if (typeof scope === "string") return { kind: "refused", reason: scope };
    const meant = await whoIsMeant(db, command);
    if ("kind" in meant) return meant;
    const gift = { person: meant.id, post: command.post, scope, last_day: null, by: null, asMember: false };
    const given = await settle(db, gift, now);
    if (given.kind === "refused") return given;
    return { kind: given.kind === "held_already" ? "held_already" : "given", name: meant.name };
  });

async function scopeFrom(db: Tx, { hub, region }: Command): Promise<Scope | "unknown_hub" | "two_scopes"> {
  if (hub && region) return "two_scopes";
  if (region) return { kind: "region", region };
  if (!hub) return { kind: "country" };
  const found = await findHub(db, hub);
  return found ? { kind: "hub", hub: found.id } : "unknown_hub";
}

type Named = { id: string; name: string };

async function whoIsMeant(
  db: Tx,
  { contact: typed, person }: Command,
): Promise<Named | Extract<Commanded, { kind: "refused" }>> {
  const contact = readContact(typed);
  if (typeof contact === "string") return { kind: "refused", reason: "not_a_contact" };
  const known = (await findPeopleByContact(db, contact)).map(named);
  const people = known.filter(({ id }) => !person || id === person);
  const [first, second] = people;
  if (!first) return { kind: "refused", reason: "unknown_contact" };
  return second ? { kind: "refused", reason: "several_people", people } : first;
}

const named = ({ id, given_name, surname }: FoundPerson): Named => ({ id, name: `${given_name} ${surname}` });
