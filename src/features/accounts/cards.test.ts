import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub } from "../../../tests/members.ts";
import { somebody } from "../../../tests/people.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { cardOf, endCard, makeCard, type MayUseCard, signInByCard } from "./actions/cards.ts";
import { startSession } from "./actions/sessions.ts";
import { person as contract } from "./store/lifecycle.ts";
import { holdTurn } from "./store/codes.ts";
import { listSessions } from "./store/sessions.ts";

let hub: TestHub;
let at: string;
let staff: string;
beforeAll(async () => {
  hub = await openHub();
  at = await someHub(hub.db, { slug: "kokshetau" });
  staff = (await somebody(hub.db, { surname: "Сейтова", given_name: "Айгүл" })).id;
});

const keys = () => deriveKeys(hub.settings);
const anybody: MayUseCard = async () => true;
const later = (days: number) => new Date(hub.now().getTime() + days * 86_400_000);

const make = (person: string, operation = randomUUID(), now = hub.now()) =>
  hub.db.transaction().execute(async (tx) => {
    const made = await makeCard(tx, keys(), { person, by: staff, hub: at, operation }, now);
    if (made.kind !== "made") throw new Error(made.kind);
    return made;
  });

const tryCode = (code: string, may = anybody, now = hub.now()) =>
  signInByCard(
    { db: hub.db, keys: keys() },
    { code, browser: { device: "Firefox", token: undefined } },
    may,
    now,
  );

const newPerson = async () => (await somebody(hub.db)).id;

describe("a card", () => {
  test("lets its person in, as often as they like, until a year is over", async () => {
    const person = await newPerson();
    const { code, card } = await make(person);
    expect(await tryCode(code)).toMatchObject({ kind: "signed_in" });
    expect(await tryCode(code, anybody, later(364))).toMatchObject({ kind: "signed_in" });
    expect(await tryCode(code, anybody, later(365))).toEqual({ kind: "refused" });
    expect((await listSessions(hub.db, person, hub.now())).map((each) => each.way)).toEqual(["card", "card"]);
    expect((await cardOf(hub.db, person, hub.now()))?.used_at).toEqual(later(364));
    expect(card.expires_at).toEqual(later(365));
  });

  test("is known to the house by its keyed hash alone: its code stands nowhere", async () => {
    const { code } = await make(await newPerson());
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, ' '), '') as text from (
        select c::text as t from accounts.card c union all select a::text from accounts.attempt a
        union all select e::text from platform.audit_entry e union all select d::text from platform.audit_detail d
        union all select o::text from platform.operation o union all select n::text from platform.notice n
      ) as everything`.execute(hub.db);
    expect(rows[0]?.text).toContain("accounts.make_card");
    expect(rows[0]?.text.toUpperCase()).not.toContain(code);
  });

  test("made twice by the same form is one card with the same code; a quarter of an hour later the form is over", async () => {
    const person = await newPerson();
    const operation = randomUUID();
    const first = await make(person, operation);
    const second = await make(person, operation);
    expect([second.code, second.card.id, second.fresh]).toEqual([first.code, first.card.id, false]);
    const late = new Date(hub.now().getTime() + 15 * 60_000);
    await expect(make(person, operation, late)).rejects.toThrow("over");
    const others = { person: await newPerson(), by: staff, hub: at, operation };
    const theirs = await hub.db.transaction().execute((tx) => makeCard(tx, keys(), others, hub.now()));
    expect(theirs.kind === "made" && theirs.code).not.toBe(first.code);
  });

  test("ends with the next one, and whoever came in by it is out; other sessions stay", async () => {
    const person = await newPerson();
    const first = await make(person);
    await tryCode(first.code);
    await hub.db.transaction().execute((tx) => startSession(tx, person, "code", "Chrome", hub.now()));
    const second = await make(person);
    expect(await tryCode(first.code)).toEqual({ kind: "refused" });
    expect((await listSessions(hub.db, person, hub.now())).map((each) => each.way)).toEqual(["code"]);
    expect(await tryCode(second.code)).toMatchObject({ kind: "signed_in" });
  });

  test("that is lost is ended by staff; ending it again changes nothing", async () => {
    const person = await newPerson();
    const { code } = await make(person);
    const end = () =>
      hub.db.transaction().execute((tx) => endCard(tx, { person, by: staff, hub: at }, hub.now()));
    expect([await end(), await end()]).toEqual([true, false]);
    expect(await tryCode(code)).toEqual({ kind: "refused" });
    expect(await cardOf(hub.db, person, hub.now())).toBeUndefined();
  });

  test("of two made at once one works: the second waits for the first and ends it", async () => {
    const person = await newPerson();
    let second: ReturnType<typeof make> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await holdTurn(tx, `card ${person}`);
      second = make(person);
      await setTimeout(200);
      await makeCard(tx, keys(), { person, by: staff, hub: at, operation: randomUUID() }, hub.now());
    });
    const { card } = (await second)!;
    expect((await cardOf(hub.db, person, hub.now()))?.id).toBe(card.id);
  });

  test("lets nobody in who may not use one, and the answer is that of a wrong code", async () => {
    const { code } = await make(await newPerson());
    expect(await tryCode(code, async () => false)).toEqual({ kind: "refused" });
    expect(await tryCode("2345 6789 ACEH KMPT".replaceAll(" ", ""))).toEqual({ kind: "refused" });
  });

  test("can be guessed at ten times in a quarter of an hour, whether or not there is such a card", async () => {
    const { code } = await make(await newPerson());
    const wrong = (beginning: string, index: number) =>
      `${beginning}${"ACEHKMPTX23"[index]}${"A".repeat(11)}`;
    for (const beginning of [code.slice(0, 4), "XXXX"]) {
      const answers = [];
      for (let index = 0; index < 11; index += 1) answers.push((await tryCode(wrong(beginning, index))).kind);
      expect(answers).toEqual([...Array(10).fill("refused"), "too_many"]);
    }
    expect(await tryCode(code)).toEqual({ kind: "too_many" });
    const afterwards = new Date(hub.now().getTime() + 15 * 60_000);
    expect(await tryCode(code, anybody, afterwards)).toMatchObject({ kind: "signed_in" });
  });

  test("is told of in what a person takes along, and gone when they are forgotten", async () => {
    const person = await newPerson();
    await make(person);
    expect(await contract.export(hub.db, person)).toMatchObject({
      cards: [{ made_at: hub.now(), used_at: null }],
    });
    await hub.db.transaction().execute((tx) => contract.erase(tx, person, hub.now()));
    expect(await contract.export(hub.db, person)).toMatchObject({ cards: [] });
  });

  test("stays when whoever made it is forgotten, without their name", async () => {
    const maker = (await somebody(hub.db)).id;
    const person = await newPerson();
    const making = { person, by: maker, hub: at, operation: randomUUID() };
    await hub.db.transaction().execute((tx) => makeCard(tx, keys(), making, hub.now()));
    await hub.db.transaction().execute((tx) => contract.erase(tx, maker, hub.now()));
    expect(await cardOf(hub.db, person, hub.now())).toMatchObject({ made_by: null });
  });
});
