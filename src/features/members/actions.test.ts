import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { holding, someHub, someMember, testDay as now } from "../../../tests/members.ts";
import type { Db } from "../../platform/db/pool.ts";
import { startSession } from "../accounts/index.ts";
import { NotFound } from "../../platform/errors.ts";
import { givePost, makeVolunteer, reconsiderAge } from "./actions.ts";
import { person as contract } from "./index.ts";
import {
  changeStatus,
  changesOf,
  findMembership,
  lockMembership,
  membershipsOf,
} from "./store/memberships.ts";
import { postsOf } from "./store/posts.ts";

let db: Db;
let hub: string;
let other: string;
beforeAll(async () => {
  ({ db } = await ownDatabase());
  hub = await someHub(db, { slug: "kokshetau" });
  other = await someHub(db, { slug: "shymkent", consent_age: 18 });
});

const statusOf = async (person: string, at = hub) => (await findMembership(db, person, at))?.status;

describe("becoming a volunteer", () => {
  test("is a coordinator's word, kept with who and when, and said once", async () => {
    const person = await someMember(db, { hub });
    const coordinator = await someMember(db, { hub, surname: "Сейтова", given_name: "Айгүл" });
    const who = { ...holding(["coordinator", hub]), id: coordinator };
    await makeVolunteer(db, who, { person, hub }, now);
    await makeVolunteer(db, who, { person, hub }, now);
    const membership = (await findMembership(db, person, hub))!;
    expect(membership.status).toBe("volunteer");
    expect(await changesOf(db, [membership.id])).toMatchObject([
      {
        from_status: "registered",
        to_status: "volunteer",
        by_person_id: coordinator,
        by_name: "Айгүл Сейтова",
      },
      { from_status: null, to_status: "registered", by_person_id: person },
    ]);
    const audited = db.selectFrom("platform.audit_entry").select(["actor_id", "hub_id", "at"]);
    expect(await audited.where("subject_id", "=", membership.id).execute()).toEqual([
      { actor_id: coordinator, hub_id: hub, at: now },
    ]);
  });

  test.each([
    ["waits for consent", "waiting_for_consent"],
    ["left", "left"],
  ] as const)("is not for somebody who %s: to the coordinator they do not exist", async (_, status) => {
    const person = await someMember(db, { hub, status });
    await expect(makeVolunteer(db, holding(["coordinator", hub]), { person, hub }, now)).rejects.toThrow(
      NotFound,
    );
    expect(await statusOf(person)).toBe(status);
  });

  test("is not for a coordinator of another hub, nor for an administrator, to say", async () => {
    const person = await someMember(db, { hub });
    for (const who of [holding(["coordinator", other]), holding(["administrator", null]), holding()])
      await expect(makeVolunteer(db, who, { person, hub }, now)).rejects.toThrow(NotFound);
    expect(await statusOf(person)).toBe("registered");
  });

  test("waits for whoever is changing the same person, and sees what they made", async () => {
    const person = await someMember(db, { hub });
    const who = { ...holding(["coordinator", hub]), id: person };
    let second: Promise<void> | undefined;
    await db.transaction().execute(async (tx) => {
      const row = (await lockMembership(tx, person, hub))!;
      second = makeVolunteer(db, who, { person, hub }, now);
      second.catch(() => {});
      await setTimeout(200);
      const change = { membership: row.id, from: row.status, to: "waiting_for_consent", by: null } as const;
      await changeStatus(tx, change, now);
    });
    await expect(second).rejects.toThrow(NotFound);
    expect(await statusOf(person)).toBe("waiting_for_consent");
  });
});

describe("a birth date that was corrected", () => {
  const correct = async (person: string, birth_date: string) => {
    await db.updateTable("people.person").set({ birth_date }).where("id", "=", person).execute();
    await db.transaction().execute((tx) => reconsiderAge(tx, person, now));
  };

  test("makes a volunteer wait where they are below the consent age, and only there", async () => {
    const person = await someMember(db, { hub, status: "volunteer" });
    const values = { person_id: person, hub_id: other, status: "registered", joined_at: now, status_at: now };
    await db.insertInto("members.membership").values(values).execute();
    await correct(person, "2009-11-22"); // 17: of age in Kokshetau, not in Shymkent
    expect([await statusOf(person), await statusOf(person, other)]).toEqual([
      "volunteer",
      "waiting_for_consent",
    ]);
  });

  test("never ends waiting", async () => {
    const person = await someMember(db, { hub, status: "waiting_for_consent", birth_date: "2011-05-05" });
    await correct(person, "1999-05-05");
    expect(await statusOf(person)).toBe("waiting_for_consent");
  });
});

describe("giving a post", () => {
  const mail = (value: string) => ({ kind: "mail", value }) as const;
  const post = "administrator";

  test("goes to the person of a confirmed contact, once, and ends their sessions", async () => {
    const person = await someMember(db, { hub, contact: mail("first@example.org") });
    await db.transaction().execute((tx) => startSession(tx, person, "code", "", now));
    const giving = { contact: " First@example.org", post } as const;
    expect(await givePost(db, giving, now)).toEqual({ kind: "given", name: "Әсел Жұмағұлова" });
    expect(await givePost(db, giving, now)).toEqual({ kind: "held_already", name: "Әсел Жұмағұлова" });
    expect(await postsOf(db, person)).toEqual([{ post, hub_id: null, since: now, until: null }]);
    const open = db.selectFrom("accounts.v_session").select("id").where("person_id", "=", person);
    expect(await open.execute()).toEqual([]);
    const acts = db.selectFrom("platform.audit_entry").select("act").where("subject_id", "=", person);
    expect((await acts.execute()).map((each) => each.act)).toContain("members.give_post.administrator");
  });

  test("asks who is meant where brothers and sisters share a contact", async () => {
    const contact = "family@example.org";
    const family = { hub, contact: mail(contact) };
    const elder = await someMember(db, { ...family, given_name: "Үміт", birth_date: "2001-01-01" });
    const younger = await someMember(db, { ...family, given_name: "Айым" });
    expect(await givePost(db, { contact, post }, now)).toEqual({
      kind: "refused",
      reason: "several_people",
      people: [
        { id: elder, name: "Үміт Жұмағұлова" },
        { id: younger, name: "Айым Жұмағұлова" },
      ],
    });
    const giving = { contact, person: younger, post: "coordinator", hub: "kokshetau" } as const;
    expect(await givePost(db, giving, now)).toEqual({ kind: "given", name: "Айым Жұмағұлова" });
    expect(await postsOf(db, younger)).toMatchObject([{ post: "coordinator", hub_id: hub }]);
  });

  test.each([
    ["unknown_contact", { contact: "nobody@example.org", post }],
    ["not_a_contact", { contact: "nobody", post }],
    ["unknown_hub", { contact: "nobody@example.org", post: "coordinator", hub: "nowhere" }],
    ["hub_or_not", { contact: "nobody@example.org", post: "coordinator" }],
    ["hub_or_not", { contact: "nobody@example.org", post, hub: "kokshetau" }],
  ] as const)("says what is wrong: %s", async (reason, giving) => {
    expect(await givePost(db, giving, now)).toEqual({ kind: "refused", reason });
  });
});

describe("what happens to a person", () => {
  test("exporting tells their hubs, every status and their posts", async () => {
    const person = await someMember(db, { hub, status: "volunteer" });
    expect(await contract.export(db, person)).toEqual({
      hubs: [
        {
          hub: "Kokshetau hub",
          status: "volunteer",
          joined_at: now,
          history: [
            { at: now, from_status: null, to_status: "registered" },
            { at: now, from_status: "registered", to_status: "volunteer" },
          ],
        },
      ],
      posts: [],
    });
  });

  test("erasing leaves a membership without a name, counted among those who left", async () => {
    const person = await someMember(db, { hub, surname: "Канарейкина" });
    await db.transaction().execute((tx) => contract.erase(tx, person, now));
    const empty = { surname: "", search: "", birth_date: null, settlement_code: null, erased_at: now };
    await db.updateTable("people.person").set(empty).where("id", "=", person).execute();
    const row = db.selectFrom("members.membership").selectAll().where("person_id", "=", person);
    expect(await row.executeTakeFirst()).toMatchObject({
      status: "left",
      birth_date: null,
      settlement_code: null,
    });
    expect(JSON.stringify(await row.executeTakeFirst())).not.toMatch(/канарейк|kanareyk/i);
  });

  test("merging keeps what the kept person is in a shared hub, and never makes a waiting person more", async () => {
    const into = await someMember(db, { hub, status: "waiting_for_consent", birth_date: "2011-01-01" });
    const earlier = new Date("2026-01-01T00:00:00Z");
    const from = await someMember(db, { hub, status: "volunteer", joined: earlier });
    const values = { person_id: from, hub_id: other, status: "registered", joined_at: now, status_at: now };
    await db.insertInto("members.membership").values(values).execute();
    await db
      .insertInto("members.post")
      .values({ person_id: from, post: "coordinator", hub_id: hub, since: now })
      .execute();
    await db.transaction().execute((tx) => contract.merge(tx, from, into, now));
    expect(await membershipsOf(db, from)).toEqual([]);
    expect(await membershipsOf(db, into)).toMatchObject([
      { hub_id: hub, status: "waiting_for_consent", joined_at: earlier },
      { hub_id: other, status: "waiting_for_consent" },
    ]);
    expect(await postsOf(db, into)).toMatchObject([{ post: "coordinator", hub_id: hub }]);
  });
});
