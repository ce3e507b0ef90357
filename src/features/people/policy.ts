import type { Actor } from "../../platform/http/actor.ts";

/** People edit themselves; who else may see or edit them depends on hubs and is decided in members. */
export const canEdit = (who: Actor, person: string): boolean => who.id === person;
