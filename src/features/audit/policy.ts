import { type Actor, holds } from "../../platform/http/actor.ts";

/** Every entry is read by administrators alone; one's own are everybody's. */
export const canReadAll = (who: Actor): boolean => holds(who, "administrator");
