import { type Actor, holds, holdsAt } from "../../platform/http/actor.ts";
import { coordinatorsFields, type HubField, hubFields } from "./rules.ts";

/** Hubs are opened by the national coordinator alone. */
export const canOpen = (who: Actor): boolean => holds(who, "national_coordinator");

/** The fields this person may change of a hub: all for the national coordinator, the hub's own words for its coordinator. */
export function changeableBy(who: Actor, hub: { id: string }): readonly HubField[] {
  if (holds(who, "national_coordinator")) return hubFields;
  return holdsAt(who, "coordinator", hub.id) ? coordinatorsFields : [];
}

export const canEdit = (who: Actor | null, hub: { id: string }): boolean =>
  who !== null && changeableBy(who, hub).length > 0;

export function canChange(who: Actor, hub: { id: string }, fields: HubField[]): boolean {
  const allowed = changeableBy(who, hub);
  return fields.every((field) => allowed.includes(field));
}

/** A draft is its beginner's alone. */
export const canContinue = (who: Actor, draft: { begun_by: string }): boolean => draft.begun_by === who.id;
