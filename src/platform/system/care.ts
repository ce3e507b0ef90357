import type { Actor } from "../http/actor.ts";
import { m } from "../i18n/words.ts";
import type { Disk } from "./disk.ts";

/** What staff are told on every page: people without a post cannot do anything about it. */
export function careFor(who: Actor | null, disk: Disk): string | undefined {
  if (!who || who.posts.length === 0) return undefined;
  const fullness = disk.fullness();
  return fullness === "enough" ? undefined : m[`system.care.${fullness}`]();
}
