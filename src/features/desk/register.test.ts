import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { someCoordinator, standing } from "../../../tests/desk.ts";
import { ownDatabase } from "../../../tests/hub.ts";
import { addMembership, holding, someHub, someMember, testDay as now } from "../../../tests/members.ts";
import { readSettings } from "../../platform/config.ts";
import { once } from "../../platform/db/once.ts";
import type { Db } from "../../platform/db/pool.ts";
import { NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { membershipsOf } from "../members/index.ts";
import { createPerson, getPerson, listContacts, type NewPerson } from "../people/index.ts";
import { registerAtDesk } from "./actions/register.ts";
import { holdTurn } from "./store/turns.ts";

const settings = readSettings({ NODE_ENV: "test" });
let db: Db;
let hub: string;
let who: Actor;
beforeAll(async () => {
  ({ db } = await ownDatabase());
});
beforeEach(async () => {
  hub = await someHub(db, { slug: `hub-${randomUUID().slice(0, 8)}`, highest_age: 35 });
  who = await someCoordinator(db, hub);
});

type Given = Partial<NewPerson> & { operation?: string; another?: boolean };
const register = ({ operation = randomUUID(), another = false, ...given }: Given = {}, at = now, by = who) =>
  registerAtDesk({ db, settings }, by, { hub, given: standing(given), operation, another }, at);

const peopleOf = async () => {
  const { count } = await db
    .selectFrom("members.membership")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("hub_id", "=", hub)
    .executeTakeFirstOrThrow();
  return count - 1; // without the coordinator
};

const registered = async (given: Given = {}) => {
  const answer = await register(given);
  if (answer.kind !== "registered") throw new Error(JSON.stringify(answer));
  return answer;
};

describe("whoever stands at the desk", () => {
  test("is registered as they tell, without a contact, and the audit knows who typed it", async () => {
    const { person, status } = await registered({ patronymic: "Нұрланқызы" });
    expect(status).toBe("registered");
    expect(await getPerson(db, person)).toMatchObject({ ...toldOf(standing()), patronymic: "Нұрланқызы" });
    expect(await listContacts(db, person)).toEqual([]);
    const [membership] = await membershipsOf(db, person);
    const acts = db.selectFrom("platform.audit_entry").select(["act", "actor_id", "hub_id", "at"]);
    expect(await acts.where("subject_id", "in", [person, membership!.id]).orderBy("id").execute()).toEqual([
      { act: "people.create", actor_id: who.id, hub_id: null, at: now },
      { act: "members.register", actor_id: who.id, hub_id: hub, at: now },
    ]);
  });

  test.each([
    ["on the eve of sixteen waits for consent", "2026-11-21T18:59:59Z", "waiting_for_consent"],
    [
      "on the day of sixteen, which begins at midnight in the hub's zone, does not",
      "2026-11-21T19:00:00Z",
      "registered",
    ],
  ])("%s", async (_, at, status) => {
    expect(await register({ birth_date: "2010-11-22" }, new Date(at))).toMatchObject({ status });
  });

  test.each([
    ["too_young", "2012-11-23"],
    ["too_old", "1990-11-22"],
  ])("is refused as %s by the ages of joining, and nothing is kept", async (reason, birth_date) => {
    expect(await register({ birth_date })).toEqual({ kind: "refused", reason });
    expect(await peopleOf()).toBe(0);
  });

  test("is refused with a village that is none", async () => {
    const given = { settlement_code: "999999999" };
    expect(await register(given)).toEqual({ kind: "refused", reason: "no_such_place" });
    expect(await peopleOf()).toBe(0);
  });

  test("is registered by nobody but a coordinator of this hub or of all: to others the desk is not there", async () => {
    const other = await someHub(db, { slug: `far-${randomUUID().slice(0, 8)}` });
    for (const stranger of [holding(["coordinator", other]), holding(["administrator", null]), holding()])
      await expect(register({}, now, stranger)).rejects.toThrow(NotFound);
    const national = { ...holding(["national_coordinator", null]), id: who.id };
    expect(await register({}, now, national)).toMatchObject({ kind: "registered" });
  });
});

describe("nobody is registered twice", () => {
  test("by a form that is sent twice at once: the second waits for the first and gets its answer", async () => {
    const operation = randomUUID();
    let second: ReturnType<typeof register> | undefined;
    const first = { kind: "registered", person: randomUUID(), status: "registered" };
    await db.transaction().execute((tx) =>
      once(tx, { id: operation, person: who.id, act: "desk.register" }, now, async () => {
        second = register({ operation });
        await setTimeout(200);
        return first;
      }),
    );
    expect(await second).toEqual(first);
    expect(await peopleOf()).toBe(0);
  });

  test("by a form that is sent again after its answer was lost", async () => {
    const operation = randomUUID();
    const first = await register({ operation });
    expect(await register({ operation })).toEqual(first);
    expect(await peopleOf()).toBe(1);
  });

  test("by two desks at once: the second waits and is shown whom the first has registered", async () => {
    let second: ReturnType<typeof register> | undefined;
    let person = "";
    await db.transaction().execute(async (tx) => {
      await holdTurn(tx, hub, "2008-03-07");
      second = register();
      await setTimeout(200);
      ({ id: person } = await createPerson(tx, standing(), who.id, now));
      await addMembership(tx, { person, hub, status: "registered", by: who.id }, now);
    });
    expect(await second).toEqual({ kind: "alike", people: [person] });
  });

  test.each([
    ["in another spelling", { surname: "Касымова", given_name: "Енлик" }],
    ["in Latin letters", { surname: "Qasymova", given_name: "Enlik" }],
    ["with the names in the other order", { surname: "Еңлік", given_name: "Қасымова" }],
  ])("%s", async (_, names) => {
    const { person } = await registered();
    expect(await register(names)).toEqual({ kind: "alike", people: [person] });
    expect(await peopleOf()).toBe(1);
  });

  test("while they wait for consent", async () => {
    const { person } = await registered({ birth_date: "2011-03-07" });
    expect(await register({ birth_date: "2011-03-07" })).toEqual({ kind: "alike", people: [person] });
  });

  test("but somebody with the same names who is another person is, when staff say so", async () => {
    await registered();
    expect(await register({ another: true })).toMatchObject({ kind: "registered" });
    expect(await peopleOf()).toBe(2);
  });

  test("and nobody is shown who was born on another day, is called otherwise or has left", async () => {
    await registered();
    expect(await register({ birth_date: "2008-03-08" })).toMatchObject({ kind: "registered" });
    expect(await register({ given_name: "Еркежан" })).toMatchObject({ kind: "registered" });
    await someMember(db, { hub, status: "left", ...standing({ surname: "Омарова" }) });
    expect(await register({ surname: "Омарова" })).toMatchObject({ kind: "registered" });
  });

  test("a national coordinator is not told of somebody who waits for consent", async () => {
    await registered({ birth_date: "2011-03-07" });
    const national = { ...holding(["national_coordinator", null]), id: who.id };
    const answer = await register({ birth_date: "2011-03-07" }, now, national);
    expect(answer.kind).toBe("registered");
  });
});

const toldOf = ({ contact: _contact, ...told }: NewPerson) => told;
