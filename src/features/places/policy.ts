import { type Actor, holds } from "../../platform/http/actor.ts";

/** Only an administrator changes the register of places; everybody may read it. */
export const canImport = (who: Actor): boolean => holds(who, "administrator");
