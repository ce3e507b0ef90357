import { createHash } from "node:crypto";
import type { Db } from "../../../platform/db/pool.ts";
import { addHub, usedSlugs } from "../store/hubs.ts";
import { sampleHubs } from "./hubs.ts";

/** Adds the six sample hubs that are not there yet; their places have to be loaded before. */
export async function loadSampleHubs(db: Db, now: Date): Promise<void> {
  const used = await usedSlugs(db);
  for (const { slug, profile } of sampleHubs)
    if (!used.has(slug)) await addHub(db, profile, { id: sampleHubId(slug), slug, by: null, now });
}

/** The same id on every machine, so that samples elsewhere can point to it. */
export function sampleHubId(slug: string): string {
  const hex = createHash("sha256").update(`sample hub ${slug}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
