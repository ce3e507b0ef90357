import { type Actor, holdsAt } from "../../platform/http/actor.ts";

/** Coordinators register people at the desk of their own hub, national coordinators at every hub's. */
export const canRegisterAt = (who: Actor, hub: { id: string }): boolean =>
  holdsAt(who, "coordinator", hub.id);
