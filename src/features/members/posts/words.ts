import type { Db } from "../../../platform/db/pool.ts";
import { type Language, speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { getHub, hubName, shownText } from "../../hubs/index.ts";
import { fullName, getPlaces, type Place } from "../../places/index.ts";
import { endsSoon, isHeld, type PostName, type Scope } from "../rules/posts.ts";
import type { PostRow } from "../store/posts.ts";

/** Where a post is held, named in a language. */
export async function whereName(db: Db, scope: Scope, language: Language): Promise<string> {
  if (scope.kind === "country") return speak(language, () => m["members.scope.country"]());
  if (scope.kind === "hub") {
    const hub = await getHub(db, scope.hub);
    return hub ? hubName(hub, language) : "";
  }
  const region = (await getPlaces(db, [scope.region])).get(scope.region);
  return region ? fullName(region, language).text : "";
}

export const postName = (post: PostName, language: Language): string =>
  speak(language, () => m[`members.post.${post}`]());

export const scopeOf = (row: { hub_id: string | null; region_code: string | null }): Scope => {
  if (row.hub_id !== null) return { kind: "hub", hub: row.hub_id };
  return row.region_code === null ? { kind: "country" } : { kind: "region", region: row.region_code };
};

/** A post as pages show it, in the language of the page. */
export type PostLine = {
  id: string;
  post: PostName;
  where: { text: string; lang?: Language; slug?: string };
  since: Date;
  /** The last day of its term, or null for one without. */
  last_day: string | null;
  zone: string;
  held: boolean;
  soon: boolean;
};

/** Posts ready to be drawn; the regions of them all are asked for at once. */
export async function postLines(db: Db, rows: PostRow[], language: Language, now: Date): Promise<PostLine[]> {
  const regions = await getPlaces(db, [...new Set(rows.flatMap((row) => row.region_code ?? []))]);
  return rows.map((row) => ({
    id: row.id,
    post: row.post,
    where: whereOf(row, regions.get(row.region_code ?? ""), language),
    since: row.since,
    last_day: row.last_day,
    zone: row.time_zone,
    held: isHeld(row, now),
    soon: endsSoon(row, now),
  }));
}

function whereOf(row: PostRow, region: Place | undefined, language: Language): PostLine["where"] {
  const marked = ({ text, lang }: { text: string; lang: Language }) =>
    lang === language ? { text } : { text, lang };
  if (row.slug !== null) {
    const name = { kk: row.name_kk ?? "", ru: row.name_ru ?? "", en: row.name_en ?? "" };
    return { ...marked(shownText(name, language)), slug: row.slug };
  }
  if (region) return marked(fullName(region, language));
  return { text: speak(language, () => m["members.scope.country"]()) };
}
