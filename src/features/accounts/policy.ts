import { type Expression, expressionBuilder, sql, type SqlBool } from "kysely";
import type { Schema } from "../../platform/db/pool.ts";
import { type Actor, holds } from "../../platform/http/actor.ts";

/** Whose factors are to be removed, and the hubs whose coordinators know them. */
export type Recovered = { person_id: string; hubs: string[] };

const eb = expressionBuilder<Schema, "accounts.recovery">();

/**
 * Who may confirm somebody that has lost their second factor, or stop it: coordinators of a hub that knows them, national
 * coordinators and administrators. Never they themselves.
 */
export const canVouch = (who: Actor, { person_id, hubs }: Recovered): boolean =>
  person_id !== who.id && (forAll(who) || hubs.some((hub) => ownHubs(who).includes(hub)));

/** The same as an SQL filter on `accounts.recovery`. */
export function vouchableBy(who: Actor): Expression<SqlBool> {
  const another = eb("accounts.recovery.person_id", "!=", who.id);
  if (forAll(who)) return another;
  const known = sql<SqlBool>`${eb.ref("accounts.recovery.hubs")} && ${ownHubs(who)}::uuid[]`;
  return eb.and([another, known]);
}

const forAll = (who: Actor): boolean => holds(who, "national_coordinator") || holds(who, "administrator");

const ownHubs = (who: Actor): string[] =>
  who.posts.flatMap(({ post, hub }) => (post === "coordinator" && hub !== null ? [hub] : []));
