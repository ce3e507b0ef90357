import { setTimeout } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../../tests/hub.ts";
import {
  holding,
  regions,
  someHub,
  someMember,
  somePost,
  testDay as now,
  villages,
} from "../../../../tests/members.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { Forbidden, NotFound } from "../../../platform/errors.ts";
import type { Actor, Post } from "../../../platform/http/actor.ts";
import type { Notice } from "../../../platform/notices/notice.ts";
import { hashToken, startSession } from "../../accounts/index.ts";
import { reconsiderAge } from "../actions.ts";
import { person as contract } from "../index.ts";
import type { Scope } from "../rules/posts.ts";
import { actorOf, addPost, endPost, getPost, lockHolders, postsOf } from "../store/posts.ts";
import { givePostByCommand } from "./command.ts";
import { type Gift, givePost } from "./giving.ts";
import { type Taking, takePost } from "./taking.ts";

let db: Db;
let here: string;
let near: string;
let far: string;
let sent: Notice[] = [];
const notices = { send: async (_tx: unknown, notice: Notice) => void sent.push(notice) };

beforeAll(async () => {
  ({ db } = await ownDatabase());
  here = await someHub(db, { slug: "kokshetau" });
  near = await someHub(db, { slug: "kosshy" });
  far = await someHub(db, { slug: "aktau", city_code: villages.aktau, time_zone: "Asia/Aqtau" });
});
beforeEach(() => {
  sent = [];
});

const at = (hub: string): Scope => ({ kind: "hub", hub });
const region: Scope = { kind: "region", region: regions.akmola };
const country: Scope = { kind: "country" };

/** Somebody real who holds a post, as the house sees them. */
async function holder(post: Post, hub: string | null = null): Promise<Actor> {
  const id = await someMember(db, {
    hub: far,
    surname: "Сейтова",
    given_name: "Айгүл",
    birth_date: "1990-01-01",
  });
  return { ...holding([post, hub]), id };
}

const give = (who: Actor, gift: Partial<Gift> & { person: string }) =>
  givePost({ db, notices }, who, { post: "trainer", scope: at(here), last_day: null, ...gift }, now);
const take = (who: Actor, id: string, moment = now) => takePost({ db, notices }, who, id, moment);
const actsAbout = async (person: string) =>
  (
    await db
      .selectFrom("platform.audit_entry")
      .select(["act", "actor_id", "hub_id"])
      .where("subject_id", "=", person)
      .where("act", "like", "%_post.%")
      .orderBy("id")
      .execute()
  ).map(({ act, actor_id, hub_id }) => [act, actor_id, hub_id]);
const sessionOf = (person: string) =>
  db.transaction().execute((tx) => startSession(tx, person, "code", "", now));
const postsHeld = async (token: string, moment = now) =>
  (await actorOf(db, hashToken(token), moment))?.who.posts;

describe("giving a post", () => {
  test("is written down, told to the person in their language, and ends their sessions", async () => {
    const person = await someMember(db, { hub: here, contact: { kind: "mail", value: "asel@example.org" } });
    const token = await sessionOf(person);
    const who = await holder("coordinator", here);
    const given = await give(who, { person, last_day: "2027-11-22" });
    expect(given).toEqual({ kind: "given", id: expect.any(String) });
    expect(await postsOf(db, person)).toMatchObject([
      {
        post: "trainer",
        hub_id: here,
        region_code: null,
        since: now,
        last_day: "2027-11-22",
        until: new Date("2027-11-22T19:00:00Z"),
      },
    ]);
    expect(await actsAbout(person)).toEqual([["members.give_post", who.id, here]]);
    expect(sent).toEqual([
      {
        kind: "post_given",
        person,
        language: "kk",
        to: { channel: "mail", address: "asel@example.org" },
        data: {
          given_name: "Әсел",
          post: "Тренер",
          where: "Kokshetau хабы",
          until: "22 қараша 2027",
          by: "Айгүл Сейтова",
        },
      },
    ]);
    expect(await postsHeld(token)).toBe(undefined);
  });

  test("twice is once, even where both come at the same moment", async () => {
    const person = await someMember(db, { hub: here });
    const who = await holder("coordinator", here);
    const first = await give(who, { person });
    expect(await give(who, { person })).toEqual({ ...first, kind: "held_already" });
    const other = await someMember(db, { hub: here });
    const answers = await Promise.all([1, 2, 3].map(() => give(who, { person: other })));
    expect(answers.map((each) => each.kind).sort()).toEqual(["given", "held_already", "held_already"]);
    expect(await postsOf(db, other)).toHaveLength(1);
  });

  test("to somebody who holds it gives it another term and lets them stay signed in", async () => {
    const person = await someMember(db, { hub: here, contact: { kind: "mail", value: "term@example.org" } });
    const who = await holder("coordinator", here);
    const { id } = (await give(who, { person, last_day: "2026-12-01" })) as { id: string };
    const token = await sessionOf(person);
    expect(await give(who, { person, last_day: "2027-12-01" })).toEqual({ kind: "prolonged", id });
    expect(await getPost(db, id)).toMatchObject({ last_day: "2027-12-01" });
    expect(await postsHeld(token)).toEqual([{ post: "trainer", hub: here }]);
    expect(sent.map((each) => each.kind)).toEqual(["post_given", "post_term"]);
    expect((await actsAbout(person)).map(([act]) => act)).toEqual([
      "members.give_post",
      "members.change_post",
    ]);
  });

  test("anew after its term is a new post; the earlier one stays as it was", async () => {
    const person = await someMember(db, { hub: here });
    const past = { since: new Date("2025-01-01"), until: new Date("2026-01-01") };
    await somePost(db, { person, post: "trainer", hub: here, ...past });
    expect(await give(await holder("coordinator", here), { person })).toMatchObject({ kind: "given" });
    expect(await postsOf(db, person)).toMatchObject([{ since: now, until: null }, past]);
  });

  test("is nobody's to do for themselves, nor beyond what they oversee", async () => {
    const own = await holder("coordinator", here);
    expect(await give(own, { person: own.id })).toEqual({ kind: "refused", reason: "oneself" });
    const person = await someMember(db, { hub: here, birth_date: "1990-01-01" });
    const refused = async (who: Actor, gift: Partial<Gift>) =>
      (await give(who, { person, ...gift })) as { reason?: string };
    expect(await refused(own, { scope: at(near) })).toMatchObject({ reason: "not_yours" });
    expect(await refused(own, { post: "coordinator" })).toMatchObject({ reason: "not_yours" });
    expect(await refused(own, { post: "observer", scope: region })).toMatchObject({ reason: "not_yours" });
    expect(await refused(own, { post: "trainer", scope: region })).toMatchObject({ reason: "wrong_scope" });
    const national = await holder("national_coordinator");
    expect(await refused(national, { post: "administrator", scope: country })).toMatchObject({
      reason: "not_yours",
    });
    const administrator = await holder("administrator");
    expect(await refused(administrator, { post: "observer", scope: country })).toMatchObject({
      reason: "not_yours",
    });
    const nowhere: Scope = { kind: "region", region: villages.algabas };
    expect(await refused(national, { post: "observer", scope: nowhere })).toMatchObject({
      reason: "unknown_scope",
    });
    expect(await postsOf(db, person)).toEqual([]);
    expect(sent).toEqual([]);
  });

  test("looks at age and consent on that day", async () => {
    const national = await holder("national_coordinator");
    const almost = await someMember(db, { hub: here, birth_date: "2008-11-23" });
    const eighteen = await someMember(db, { hub: here, birth_date: "2008-11-22" });
    const gift = { post: "observer", scope: region } as const;
    expect(await give(national, { person: almost, ...gift })).toEqual({
      kind: "refused",
      reason: "too_young",
    });
    expect(await give(national, { person: eighteen, ...gift })).toMatchObject({ kind: "given" });
    const stranger = await someMember(db, { hub: far });
    expect(await give(national, { person: stranger })).toMatchObject({ kind: "given" });
    const here_too = holding(["coordinator", here], ["coordinator", far]);
    const other = await someMember(db, { hub: far });
    expect(await give({ ...(await holder("reviewer")), posts: here_too.posts }, { person: other })).toEqual({
      kind: "refused",
      reason: "cannot_hold",
    });
  });

  test("knows nobody who waits, and a coordinator nobody who left", async () => {
    const waits = await someMember(db, { hub: here, status: "waiting_for_consent" });
    const left = await someMember(db, { hub: here, status: "left" });
    for (const person of [waits, left])
      await expect(give(await holder("coordinator", here), { person })).rejects.toThrow(NotFound);
    const national = await holder("national_coordinator");
    await expect(give(national, { person: waits })).rejects.toThrow(NotFound);
    expect(await give(national, { person: left })).toMatchObject({ kind: "given" });
  });

  test("can be refused for its term", async () => {
    const person = await someMember(db, { hub: here });
    const who = await holder("coordinator", here);
    const reason = async (last_day: string) =>
      ((await give(who, { person, last_day })) as { reason?: string }).reason;
    expect([await reason("2026-11-21"), await reason("2031-11-23")]).toEqual(["term_past", "term_too_far"]);
  });

  test("is known to the database: a scope that does not suit a post is not written", async () => {
    const person = await someMember(db, { hub: here });
    for (const odd of [
      { post: "trainer" },
      { post: "trainer", region: regions.akmola },
      { post: "administrator", hub: here },
      { post: "coordinator" },
      { post: "observer", hub: here, region: regions.akmola },
    ] as const)
      await expect(somePost(db, { person, ...odd })).rejects.toThrow(/post_scope/);
    await somePost(db, { person, post: "trainer", hub: here });
    await expect(somePost(db, { person, post: "trainer", hub: here })).rejects.toThrow(/duplicate key/);
  });
});

describe("a post on each request", () => {
  test("of a region is one for every hub of it, of the country for all; its term ends it by itself", async () => {
    const person = await someMember(db, { hub: here });
    await somePost(db, { person, post: "coordinator", region: regions.akmola });
    await somePost(db, { person, post: "observer" });
    await somePost(db, { person, post: "trainer", hub: far, until: new Date(now.getTime() + 1000) });
    await somePost(db, { person, post: "reviewer", hub: far, since: new Date(now.getTime() + 1000) });
    const token = await sessionOf(person);
    const held = async (after: number) =>
      (await postsHeld(token, new Date(now.getTime() + after)))
        ?.map(({ post, hub }) => `${post} ${hub}`)
        .sort();
    const always = [`coordinator ${here}`, `coordinator ${near}`, "observer null"];
    expect(await held(0)).toEqual([...always, `trainer ${far}`].sort());
    expect(await held(1000)).toEqual([...always, `reviewer ${far}`].sort());
  });
});

describe("taking a post back", () => {
  const given = async (
    post: Post,
    scope: Scope,
    person?: string,
  ): Promise<{ id: string; person: string }> => {
    const someone =
      person ??
      (await someMember(db, { hub: here, contact: { kind: "mail", value: `${post}@example.org` } }));
    const row = { person: someone, post, scope, last_day: null, by: null };
    const added = await db.transaction().execute((tx) => addPost(tx, row, now));
    return { id: added!.id, person: someone };
  };

  test("ends it and every session, is written down and told; again it is over", async () => {
    const { id, person } = await given("trainer", at(here));
    const token = await sessionOf(person);
    const who = await holder("coordinator", here);
    const later = new Date(now.getTime() + 60_000);
    expect(await take(who, id, later)).toEqual({ kind: "taken" });
    expect(await take(who, id, later)).toEqual({ kind: "over" });
    expect(await getPost(db, id)).toMatchObject({ until: later, ended_by: who.id });
    expect(await postsHeld(token, later)).toBe(undefined);
    expect(await actsAbout(person)).toEqual([["members.take_post", who.id, here]]);
    const data = { given_name: "Әсел", post: "Тренер", where: "Kokshetau хабы", by: "Айгүл Сейтова" };
    expect(sent).toMatchObject([{ kind: "post_ended", person, data }]);
  });

  test("is for those who may give it, and for its holder", async () => {
    const { id, person } = await given("coordinator", at(here));
    await expect(take(await holder("coordinator", here), id)).rejects.toThrow(Forbidden);
    await expect(take(await holder("coordinator", near), id)).rejects.toThrow(NotFound);
    await expect(take(await holder("administrator"), id)).rejects.toThrow(NotFound);
    const own = { ...holding(["coordinator", here]), id: person };
    expect(await take(own, id)).toEqual({ kind: "laid_down" });
    expect(await actsAbout(person)).toEqual([["members.lay_down_post", person, here]]);
    expect(sent).toMatchObject([{ kind: "post_ended", data: { by: "self" } }]);
  });

  test("waits for whoever takes another of the last two: exactly one stays", async () => {
    const first = await given("administrator", country);
    const second = await given("administrator", country);
    const own = { ...holding(["administrator", null]), id: second.person };
    let late: Promise<Taking> | undefined;
    await db.transaction().execute(async (tx) => {
      await lockHolders(tx, "administrator", now);
      late = take(own, second.id);
      await setTimeout(200);
      await endPost(tx, first.id, null, now);
    });
    expect(await late).toEqual({ kind: "refused", reason: "last" });
    const left = await db
      .selectFrom("members.post")
      .select("person_id")
      .where("post", "=", "administrator")
      .where("until", "is", null)
      .execute();
    expect(left).toEqual([{ person_id: second.person }]);
    const shorter = {
      person: second.person,
      post: "administrator",
      scope: country,
      last_day: "2026-12-01",
    } as const;
    const other = { ...holding(["administrator", null]), id: first.person };
    expect(await give(other, shorter)).toEqual({ kind: "refused", reason: "last" });
  });

  test("of two who lay down the last two posts at once, one stays", async () => {
    const both = await Promise.all([
      given("national_coordinator", country),
      given("national_coordinator", country),
    ]);
    const answers = await Promise.all(
      both.map(({ id, person }) => take({ ...holding(["national_coordinator", null]), id: person }, id)),
    );
    expect(answers.map((each) => each.kind).sort()).toEqual(["laid_down", "refused"]);
  });
});

describe("a corrected birth date", () => {
  test("ends what its holder is too young for, and nothing else", async () => {
    const person = await someMember(db, { hub: here, status: "volunteer", birth_date: "1990-01-01" });
    for (const post of ["trainer", "observer"] as const) await somePost(db, { person, post, hub: here });
    const correct = async (birth_date: string) => {
      await db.updateTable("people.person").set({ birth_date }).where("id", "=", person).execute();
      await db.transaction().execute((tx) => reconsiderAge(tx, person, now));
      return (await postsOf(db, person)).filter((each) => each.until === null).map((each) => each.post);
    };
    const token = await sessionOf(person);
    expect(await correct("2009-01-01")).toEqual(["trainer"]);
    expect(await postsHeld(token)).toBe(undefined);
    expect(await correct("2012-01-01")).toEqual([]);
    expect((await actsAbout(person)).map(([act]) => act)).toEqual(["members.end_post", "members.end_post"]);
  });
});

describe("what happens to a person happens to their posts", () => {
  test("merging keeps one post of each kind and scope, those of regions and terms among them", async () => {
    const [from, into] = [await someMember(db, { hub: here }), await someMember(db, { hub: near })];
    const past = { since: new Date("2025-01-01"), until: new Date("2026-01-01") };
    await somePost(db, { person: into, post: "observer", region: regions.akmola, ...past });
    await somePost(db, { person: from, post: "observer", region: regions.akmola });
    for (const person of [from, into]) await somePost(db, { person, post: "trainer", hub: here });
    await db.transaction().execute((tx) => contract.merge(tx, from, into, now));
    const held = (await postsOf(db, into)).filter((each) => each.until === null);
    expect(held.map(({ post, hub_id, region_code }) => [post, hub_id ?? region_code]).sort()).toEqual([
      ["observer", regions.akmola],
      ["trainer", here],
    ]);
    expect(await postsOf(db, from)).toEqual([]);
  });

  test("erasing ends posts whatever their term, and forgets whom they gave and took", async () => {
    const person = await someMember(db, { hub: here });
    const other = await someMember(db, { hub: here });
    await somePost(db, { person, post: "trainer", hub: here, until: new Date("2027-01-01") });
    const id = await somePost(db, { person: other, post: "trainer", hub: here });
    await db
      .updateTable("members.post")
      .set({ given_by: person, until: now, ended_at: now, ended_by: person })
      .where("id", "=", id)
      .execute();
    await db.transaction().execute((tx) => contract.erase(tx, person, now));
    expect(await postsOf(db, person)).toMatchObject([{ until: now }]);
    expect(await getPost(db, id)).toMatchObject({ ended_by: null });
  });
});

describe("giving a post from the machine", () => {
  const mail = (value: string) => ({ kind: "mail", value }) as const;
  const post = "administrator";
  const command = (given: Parameters<typeof givePostByCommand>[1]) => givePostByCommand(db, given, now);

  test("goes to the person of a confirmed contact, once, and ends their sessions", async () => {
    const person = await someMember(db, {
      hub: here,
      birth_date: "1990-01-01",
      contact: mail("first@example.org"),
    });
    const token = await sessionOf(person);
    const giving = { contact: " First@example.org", post } as const;
    expect(await command(giving)).toEqual({ kind: "given", name: "Әсел Жұмағұлова" });
    expect(await command(giving)).toEqual({ kind: "held_already", name: "Әсел Жұмағұлова" });
    expect(await postsOf(db, person)).toMatchObject([
      { post, hub_id: null, region_code: null, since: now, until: null },
    ]);
    expect(await postsHeld(token)).toBe(undefined);
    expect(await actsAbout(person)).toEqual([["members.give_post", null, null]]);
  });

  test("asks who is meant where brothers and sisters share a contact", async () => {
    const contact = "family@example.org";
    const family = { hub: here, contact: mail(contact) };
    const elder = await someMember(db, { ...family, given_name: "Үміт", birth_date: "2001-01-01" });
    const younger = await someMember(db, { ...family, given_name: "Айым" });
    expect(await command({ contact, post })).toEqual({
      kind: "refused",
      reason: "several_people",
      people: [
        { id: elder, name: "Үміт Жұмағұлова" },
        { id: younger, name: "Айым Жұмағұлова" },
      ],
    });
    const giving = { contact, person: younger, post: "coordinator", region: regions.akmola } as const;
    expect(await command(giving)).toEqual({ kind: "given", name: "Айым Жұмағұлова" });
    expect(await postsOf(db, younger)).toMatchObject([{ post: "coordinator", region_code: regions.akmola }]);
  });

  test("says what is wrong", async () => {
    await someMember(db, { hub: here, birth_date: "2009-01-01", contact: mail("young@example.org") });
    const young = "young@example.org";
    for (const [reason, giving] of [
      ["unknown_contact", { contact: "nobody@example.org", post }],
      ["not_a_contact", { contact: "nobody", post }],
      ["unknown_hub", { contact: young, post: "coordinator", hub: "nowhere" }],
      ["unknown_scope", { contact: young, post: "coordinator", region: "999999999" }],
      ["two_scopes", { contact: young, post: "coordinator", hub: "kokshetau", region: regions.akmola }],
      ["wrong_scope", { contact: young, post: "coordinator" }],
      ["wrong_scope", { contact: young, post, hub: "kokshetau" }],
      ["too_young", { contact: young, post }],
    ] as const)
      expect(await command(giving)).toEqual({ kind: "refused", reason });
  });
});
