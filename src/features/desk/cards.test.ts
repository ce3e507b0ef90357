import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { someCoordinator } from "../../../tests/desk.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { holding, type MemberGiven, someHub, someMember } from "../../../tests/members.ts";
import { mail, phone } from "../../../tests/people.ts";
import { NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { openNotices } from "../../platform/notices/send.ts";
import { cardOf, signInByCard } from "../accounts/index.ts";
import { givePostByCommand } from "../members/index.ts";
import { endCardOf, makeCardFor, mayUseCard, openCard } from "./actions/cards.ts";

let hub: TestHub;
let at: string;
let who: Actor;
beforeAll(async () => {
  hub = await openHub();
  at = await someHub(hub.db, { slug: "kokshetau" });
  who = await someCoordinator(hub.db, at);
});

const parts = () => {
  const keys = deriveKeys(hub.settings);
  const notices = openNotices({ jobs: hub.jobs, keys, mayWrite: async () => true });
  return { db: hub.db, keys, notices };
};
const make = (person: string, by = who, operation = randomUUID()) =>
  makeCardFor(parts(), by, { person, operation }, hub.now());
const someone = (given: Partial<MemberGiven> = {}) => someMember(hub.db, { hub: at, ...given });
const enter = (code: string) =>
  signInByCard(
    parts(),
    { code, browser: { device: "Firefox", token: undefined } },
    mayUseCard(hub.now()),
    hub.now(),
  );
const codeOf = async (person: string) => {
  const made = await make(person);
  if (made.kind !== "made") throw new Error(made.kind);
  return made.code;
};

describe("who may make a card", () => {
  test.each(["registered", "volunteer", "waiting_for_consent"] as const)(
    "the hub's coordinator, for somebody %s",
    async (status) => {
      expect(await enter(await codeOf(await someone({ status })))).toMatchObject({ kind: "signed_in" });
    },
  );

  test("for somebody who has left, nobody: they are not there", async () => {
    await expect(make(await someone({ status: "left" }))).rejects.toThrow(NotFound);
  });

  test("nobody for people of another hub, nor an administrator, nor the person; a national coordinator for all but those who wait", async () => {
    const person = await someone();
    const waiting = await someone({ status: "waiting_for_consent" });
    const other = await someHub(hub.db, { slug: "shymkent" });
    const strangers = [
      holding(["coordinator", other]),
      holding(["administrator", null]),
      { ...holding(), id: person },
    ];
    for (const stranger of strangers) {
      await expect(make(person, stranger)).rejects.toThrow(NotFound);
      await expect(endCardOf(hub.db, stranger, person, hub.now())).rejects.toThrow(NotFound);
    }
    const national = { ...holding(["national_coordinator", null]), id: who.id };
    expect(await make(person, national)).toMatchObject({ kind: "made" });
    await expect(make(waiting, national)).rejects.toThrow(NotFound);
  });

  test("nobody for people with a post: they sign in with more than a card", async () => {
    const colleague = await someCoordinator(hub.db, at);
    expect(await make(colleague.id)).toEqual({ kind: "on_duty" });
    expect(await cardOf(hub.db, colleague.id, hub.now())).toBeUndefined();
  });

  test("a card made before somebody got a post opens nothing any more, like any wrong code", async () => {
    const person = await someone({ contact: mail("new.coordinator@mail.kz") });
    const code = await codeOf(person);
    const giving = { contact: "new.coordinator@mail.kz", post: "coordinator", hub: "kokshetau" } as const;
    await givePostByCommand(hub.db, giving, hub.now());
    expect(await enter(code)).toEqual({ kind: "refused" });
  });
});

test("every contact of the person is told of a new card once; ending it and looking at it are audited", async () => {
  const person = await someone({ contact: phone("+77011234567"), language: "ru" });
  const operation = randomUUID();
  await make(person, who, operation);
  await make(person, who, operation);
  const told = hub.db.selectFrom("platform.notice").select(["kind", "channel", "recipient", "language"]);
  expect(await told.where("person_id", "=", person).execute()).toEqual([
    { kind: "card_made", channel: "sms", recipient: "+77011234567", language: "ru" },
  ]);
  await endCardOf(hub.db, who, person, hub.now());
  await openCard(hub.db, who, person, hub.now());
  const acts = hub.db.selectFrom("platform.audit_entry").select(["act", "actor_id", "hub_id"]);
  expect(
    await acts.where("subject_id", "=", person).where("act", "not like", "people.%").orderBy("id").execute(),
  ).toEqual([
    { act: "accounts.make_card", actor_id: who.id, hub_id: at },
    { act: "accounts.end_card", actor_id: who.id, hub_id: at },
    { act: "desk.read_card", actor_id: who.id, hub_id: at },
  ]);
});
