import { type Actor, holds } from "../http/actor.ts";

/** Administrators see that notices were sent and how it went; what they say is nobody's to read. */
export const canLookIn = (who: Actor): boolean => holds(who, "administrator");
