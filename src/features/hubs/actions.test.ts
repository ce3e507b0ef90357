import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import type { Db } from "../../platform/db/pool.ts";
import { Forbidden, NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { loadSamplePlaces } from "../places/index.ts";
import { clearDrafts, discardDraft, editHub, keepDraft, openHub } from "./actions.ts";
import { findHub, getHub, hubsForAge, listHubs, loadSampleHubs, sampleHubId } from "./index.ts";
import { draftsOf, getDraft, keepAnswers, lockDraft } from "./store/drafts.ts";
import { lockHub } from "./store/hubs.ts";

const now = new Date("2026-11-22T06:00:00Z");
const person = (posts: Actor["posts"]): Actor => ({
  id: randomUUID(),
  session: "",
  given_name: "",
  language: "kk",
  posts,
});
const kokshetau = sampleHubId("kokshetau");
const saule = person([{ post: "national_coordinator", hub: null }]);
const aizhan = person([{ post: "coordinator", hub: kokshetau }]);
const ruslan = person([{ post: "coordinator", hub: sampleHubId("aktau") }]);
const yerlan = person([{ post: "administrator", hub: null }]);

const answers = {
  name: { kk: "Степногорск хабы", ru: "Хаб Степногорска", en: "Stepnogorsk Hub" },
  city_code: "111010000",
  area: ["110000000"],
  opened_on: "2026-12-01",
};

let db: Db;
beforeAll(async () => {
  ({ db } = await ownDatabase());
  await loadSamplePlaces(db, now);
  await loadSampleHubs(db, now);
});

const draft = async (who = saule, given: object = answers) => {
  const id = randomUUID();
  await keepDraft(db, who, id, given, now);
  return id;
};
const acts = async (hub: string) =>
  (
    await db
      .selectFrom("platform.audit_entry")
      .select(["act", "actor_id"])
      .where("subject_id", "=", hub)
      .orderBy("id")
      .execute()
  ).map((row) => [row.act, row.actor_id]);

test("the six sample hubs are there once, however often they are loaded", async () => {
  await loadSampleHubs(db, now);
  const hubs = await listHubs(db);
  expect(hubs.map((hub) => hub.slug)).toEqual([
    "aktau",
    "almaty",
    "astana",
    "kokshetau",
    "semey",
    "shymkent",
  ]);
  expect(await findHub(db, "kokshetau")).toMatchObject({
    id: kokshetau,
    area: ["110000000"],
    city: { region_code: "110000000" },
    languages: ["kk", "ru", "en"],
    version: 1,
  });
});

test("somebody of fifteen is not offered the hub that begins at sixteen", async () => {
  expect((await hubsForAge(db, 15)).map((hub) => hub.slug)).not.toContain("shymkent");
  expect((await hubsForAge(db, 16)).map((hub) => hub.slug)).toContain("shymkent");
  expect(await hubsForAge(db, 36)).toEqual([]);
});

test("the national coordinator opens a hub, and that is written down", async () => {
  const id = await draft();
  const opened = await openHub(db, saule, id, now);
  if (opened.kind !== "opened") throw new Error(opened.kind);
  expect(opened.slug).toBe("stepnogorsk");
  expect(await getHub(db, opened.id)).toMatchObject({ ...answers, consent_age: 16, lowest_age: 14 });
  expect(await acts(opened.id)).toEqual([["hubs.open", saule.id]]);
  expect(await getDraft(db, id)).toBeUndefined();
});

test("whoever sends the last step again after a lost answer gets the same hub", async () => {
  const id = await draft();
  const first = await openHub(db, saule, id, now);
  expect(await openHub(db, saule, id, now)).toEqual(first);
  const slugs = (await listHubs(db)).map((hub) => hub.slug);
  expect(new Set(slugs).size).toBe(slugs.length);
});

test("a step being saved when the hub opens is in the hub", async () => {
  const id = await draft();
  let opening: ReturnType<typeof openHub> | undefined;
  await db.transaction().execute(async (tx) => {
    await lockDraft(tx, id);
    opening = openHub(db, saule, id, now);
    await setTimeout(200);
    await keepAnswers(tx, { id, begun_by: saule.id, answers: { lowest_age: 17 } }, now);
  });
  const opened = await opening;
  if (opened?.kind !== "opened") throw new Error(opened?.kind);
  expect(await getHub(db, opened.id)).toMatchObject({ lowest_age: 17 });
});

test("a draft that lacks something is not opened, and can be completed and opened after", async () => {
  const { opened_on, ...rest } = answers;
  const id = await draft(saule, rest);
  expect(await openHub(db, saule, id, now)).toEqual({
    kind: "refused",
    problems: { opened_on: "date_wrong" },
  });
  await keepDraft(db, saule, id, { opened_on }, now);
  expect((await openHub(db, saule, id, now)).kind).toBe("opened");
});

test("an answer that cannot stand is not kept, and the register of places is asked", async () => {
  const id = await draft();
  const refused = async (given: object) => keepDraft(db, saule, id, given, now);
  expect(await refused({ city_code: "999999999" })).toEqual({
    kind: "refused",
    problems: { city_code: "city_unknown" },
  });
  expect(await refused({ area: ["110000000", "111010000"] })).toEqual({
    kind: "refused",
    problems: { area: "area_unknown" },
  });
  expect(await refused({ lowest_age: 40 })).toEqual({ kind: "kept" });
  expect(await refused({ highest_age: 30 })).toEqual({
    kind: "refused",
    problems: { highest_age: "ages_reversed" },
  });
  expect((await getDraft(db, id))?.answers).toEqual({ ...answers, lowest_age: 40 });
});

test("nobody but the national coordinator drafts or opens a hub", async () => {
  const id = await draft();
  for (const who of [aizhan, yerlan, person([])]) {
    await expect(keepDraft(db, who, randomUUID(), answers, now)).rejects.toThrow(Forbidden);
    await expect(openHub(db, who, id, now)).rejects.toThrow(Forbidden);
  }
});

test("another national coordinator's draft looks as if it did not exist", async () => {
  const id = await draft();
  const other = person([{ post: "national_coordinator", hub: null }]);
  await expect(keepDraft(db, other, id, answers, now)).rejects.toThrow(NotFound);
  await expect(openHub(db, other, id, now)).rejects.toThrow(NotFound);
  await expect(discardDraft(db, other, id)).rejects.toThrow(NotFound);
  expect(await draftsOf(db, other.id)).toEqual([]);
});

test("a draft is thrown away when its beginner says so, or after thirty days untouched", async () => {
  const unwanted = await draft();
  const forgotten = await draft();
  await discardDraft(db, saule, unwanted);
  await discardDraft(db, saule, unwanted);
  expect(await getDraft(db, unwanted)).toBeUndefined();
  await clearDrafts(db, new Date("2026-12-22T05:59:00Z"));
  expect(await getDraft(db, forgotten)).toBeDefined();
  await clearDrafts(db, new Date("2026-12-22T06:01:00Z"));
  expect(await getDraft(db, forgotten)).toBeUndefined();
});

test("a coordinator changes what her own hub says of itself, and the change can be read later", async () => {
  const hub = await getHub(db, kokshetau);
  const about = { kk: "Жаңа мәтін", ru: "Новый текст", en: "New text" };
  const edit = { id: kokshetau, version: hub?.version ?? 0, changes: { about } };
  expect(await editHub(db, aizhan, edit, now)).toEqual({ kind: "edited" });
  expect(await getHub(db, kokshetau)).toMatchObject({ about, version: edit.version + 1 });
  expect(await acts(kokshetau)).toContainEqual(["hubs.edit", aizhan.id]);
  const { fields } = await db.selectFrom("platform.audit_detail").select("fields").executeTakeFirstOrThrow();
  expect(fields).toEqual({ about: [hub?.about, about] });
});

test("a coordinator changes neither another hub nor who may join her own", async () => {
  const { version } = (await getHub(db, kokshetau)) ?? { version: 0 };
  const about = { kk: "", ru: "", en: "" };
  await expect(editHub(db, ruslan, { id: kokshetau, version, changes: { about } }, now)).rejects.toThrow(
    Forbidden,
  );
  await expect(editHub(db, yerlan, { id: kokshetau, version, changes: { about } }, now)).rejects.toThrow(
    Forbidden,
  );
  const ages = { id: kokshetau, version, changes: { consent_age: 14 } };
  await expect(editHub(db, aizhan, ages, now)).rejects.toThrow(Forbidden);
  expect((await editHub(db, saule, ages, now)).kind).toBe("edited");
});

test("whoever edits what somebody changed meanwhile is shown the other's version, and overwrites nothing", async () => {
  const { version } = (await getHub(db, kokshetau)) ?? { version: 0 };
  await editHub(db, aizhan, { id: kokshetau, version, changes: { email: "first@example.org" } }, now);
  const late = { id: kokshetau, version, changes: { email: "late@example.org" } };
  const answer = await editHub(db, saule, late, now);
  expect(answer).toMatchObject({
    kind: "stale",
    theirs: { email: "first@example.org", version: version + 1 },
  });
  expect(await getHub(db, kokshetau)).toMatchObject({ email: "first@example.org" });
});

test("of two edits sent at once the second waits, and learns that it is late", async () => {
  const { version } = (await getHub(db, kokshetau)) ?? { version: 0 };
  let second: ReturnType<typeof editHub> | undefined;
  await db.transaction().execute(async (tx) => {
    await lockHub(tx, kokshetau);
    second = editHub(db, saule, { id: kokshetau, version, changes: { email: "two@example.org" } }, now);
    await setTimeout(200);
    await tx
      .updateTable("hubs.hub")
      .set({ version: version + 1 })
      .where("id", "=", kokshetau)
      .execute();
  });
  expect((await second)?.kind).toBe("stale");
});

test("an edit that breaks a rule is refused and one that changes nothing leaves no trace", async () => {
  const { version, email } = (await getHub(db, kokshetau)) ?? { version: 0 };
  const refused = { id: kokshetau, version, changes: { email: "nowhere" } };
  expect(await editHub(db, saule, refused, now)).toEqual({
    kind: "refused",
    problems: { email: "email_wrong" },
  });
  const traces = (await acts(kokshetau)).length;
  await editHub(db, saule, { id: kokshetau, version, changes: email === undefined ? {} : { email } }, now);
  expect((await acts(kokshetau)).length).toBe(traces);
  expect(await getHub(db, kokshetau)).toMatchObject({ version });
});
