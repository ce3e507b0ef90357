import { audit } from "../../platform/audit/audit.ts";
import { once } from "../../platform/db/once.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Forbidden, found, NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { getPlaces } from "../places/index.ts";
import { canChange, canContinue, canEdit, canOpen } from "./policy.ts";
import {
  changedFields,
  type HubField,
  hubFields,
  type HubProfile,
  type Problems,
  problemsAmong,
  problemsOf,
  profileFrom,
  slugFor,
} from "./rules.ts";
import { type Answers, keepAnswers, lockDraft, removeDraft, removeDraftsBefore } from "./store/drafts.ts";
import { addHub, changeHub, getCity, getHub, type Hub, lockHub, lockSlugs, usedSlugs } from "./store/hubs.ts";

export type Opening = { kind: "opened"; id: string; slug: string } | { kind: "refused"; problems: Problems };
export type Keeping = { kind: "kept" } | { kind: "refused"; problems: Problems };
export type Edit =
  { kind: "edited" } | { kind: "refused"; problems: Problems } | { kind: "stale"; theirs: Hub };

/** Opens the hub drafted under `id`, once: whoever sends it again gets the same hub. */
export const openHub = (db: Db, who: Actor, id: string, now: Date): Promise<Opening> =>
  db.transaction().execute(async (db) => {
    if (!canOpen(who)) throw new Forbidden();
    const draft = await lockDraft(db, id);
    if (draft && !canContinue(who, draft)) throw new NotFound();
    const profile = profileFrom(draft?.answers ?? {});
    const problems = draft ? await problemsIn(db, profile, now) : {};
    if (Object.keys(problems).length > 0) return { kind: "refused", problems };
    return once<Opening>(db, { id, person: who.id, act: "hubs.open" }, now, async () => {
      found(draft);
      await removeDraft(db, id);
      return open(db, who, profile, now);
    });
  });

async function open(tx: Tx, who: Actor, profile: HubProfile, now: Date): Promise<Opening> {
  await lockSlugs(tx);
  const used = await usedSlugs(tx);
  const slug = slugFor(profile.name.en, (each) => used.has(each));
  const id = await addHub(tx, profile, { slug, by: who.id, now });
  await audit(tx, { actor: who.id, act: "hubs.open", subject: { kind: "hub", id }, hub: id }, now);
  return { kind: "opened", id, slug };
}

/** Keeps one step of a hub being drafted, for its beginner only; sending it again changes nothing. */
export const keepDraft = (db: Db, who: Actor, id: string, answers: Answers, now: Date): Promise<Keeping> =>
  db.transaction().execute(async (db) => {
    if (!canOpen(who)) throw new Forbidden();
    const draft = await lockDraft(db, id);
    if (draft && !canContinue(who, draft)) throw new NotFound();
    const profile = profileFrom({ ...draft?.answers, ...answers });
    const problems = problemsAmong(await problemsIn(db, profile, now), Object.keys(answers) as HubField[]);
    if (Object.keys(problems).length > 0) return { kind: "refused", problems };
    await keepAnswers(db, { id, begun_by: who.id, answers }, now);
    return { kind: "kept" };
  });

/** Throws away what was answered so far; a draft already gone is no failure. */
export const discardDraft = (db: Db, who: Actor, id: string): Promise<void> =>
  db.transaction().execute(async (db) => {
    const draft = await lockDraft(db, id);
    if (!draft) return;
    found(draft, (row) => canContinue(who, row));
    await removeDraft(db, id);
  });

/** Changes a hub as read at `version`; if somebody changed it since, nothing happens and theirs comes back. */
export const editHub = (
  db: Db,
  who: Actor,
  { id, version, changes }: { id: string; version: number; changes: Partial<HubProfile> },
  now: Date,
): Promise<Edit> =>
  db.transaction().execute(async (db) => {
    await lockHub(db, id);
    const hub = found(await getHub(db, id));
    const asked = Object.keys(changes) as HubField[];
    if (!canEdit(who, hub) || !canChange(who, hub, asked)) throw new Forbidden();
    if (hub.version !== version) return { kind: "stale", theirs: hub };
    const before = profileOf(hub);
    const after = { ...before, ...changes };
    const problems = await problemsIn(db, after, now, before);
    if (Object.keys(problems).length > 0) return { kind: "refused", problems };
    const changed = changedFields(before, after);
    if (changed.length === 0) return { kind: "edited" };
    await changeHub(db, id, after);
    // Contacts may be a person's own, so what was changed is kept apart, where it can be erased.
    const fields = Object.fromEntries(changed.map((field) => [field, [before[field], after[field]]]));
    const subject = { kind: "hub", id };
    const personal = { person: null, fields };
    await audit(db, { actor: who.id, act: "hubs.edit", subject, hub: id, personal }, now);
    return { kind: "edited" };
  });

/** Every reason why a profile cannot stand, the register of places asked as well; what stood before may stay. */
export async function problemsIn(
  db: Db,
  profile: HubProfile,
  now: Date,
  before?: HubProfile,
): Promise<Problems> {
  const problems = problemsOf(profile, now.toISOString().slice(0, 10));
  const changed = before ? changedFields(before, profile) : hubFields;
  if (!problems["city_code"] && changed.includes("city_code") && !(await getCity(db, profile.city_code)))
    problems["city_code"] = "city_unknown";
  if (!problems["area"] && changed.includes("area") && !(await areRegions(db, profile.area)))
    problems["area"] = "area_unknown";
  return problems;
}

/** Whether every code is a region of the register. */
async function areRegions(db: Db, codes: string[]): Promise<boolean> {
  const places = await getPlaces(db, codes);
  return codes.every((code) => places.get(code)?.level === "region");
}

/** What of a hub people fill in. */
export function profileOf(hub: Hub): HubProfile {
  const { id: _id, slug: _slug, version: _version, city: _city, ...profile } = hub;
  return profile;
}

const keptDays = 30;

/** Removes drafts nobody touched for 30 days. */
export async function clearDrafts(db: Db, now: Date): Promise<void> {
  await removeDraftsBefore(db, new Date(now.getTime() - keptDays * 86_400_000));
}
