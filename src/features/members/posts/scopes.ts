import type { Db } from "../../../platform/db/pool.ts";
import { type Actor, holds } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { type Hub, listHubs } from "../../hubs/index.ts";
import { fullName, listLevel } from "../../places/index.ts";
import { hubsById } from "../hubs.ts";
import { coordinatedBy } from "../policy.ts";
import { hubLine } from "../present.ts";
import type { Scope } from "../rules/posts.ts";

/** The hubs whose posts this person oversees. */
export async function overseenHubs(db: Db, who: Actor): Promise<Hub[]> {
  const hubs = coordinatedBy(who);
  return hubs === "all" ? listHubs(db) : [...(await hubsById(db, hubs)).values()];
}

export type Place = { scope: Scope; text: string; lang?: Language };

/** Every place for which this person might give a post, named: hubs first, then regions and the country. */
export async function placesFor(db: Db, who: Actor, language: Language): Promise<Place[]> {
  const hubs = (await overseenHubs(db, who)).map((each): Place => {
    const { id, name, lang } = hubLine(each, language);
    return { scope: { kind: "hub", hub: id }, text: name, ...(lang ? { lang } : {}) };
  });
  const widely = holds(who, "national_coordinator");
  const regions = (widely ? await listLevel(db, "region", { language }) : []).map((region): Place => {
    const { text, lang } = fullName(region, language);
    return { scope: { kind: "region", region: region.code }, text, ...(lang === language ? {} : { lang }) };
  });
  return [...hubs, ...regions, { scope: { kind: "country" }, text: "" }];
}
