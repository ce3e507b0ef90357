import { setTimeout } from "node:timers/promises";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { holding, someHub, someMember, villages } from "../../../tests/members.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { openNotices } from "../../platform/notices/send.ts";
import { beginAnew, beginJoining, changeHub, keepAnswers, openDraft, purgeJoinings } from "./joining.ts";
import type { Answers } from "./rules.ts";
import { joinAnother, sendJoining, type Sent } from "./sending.ts";
import { lockJoiningOf } from "./store/joinings.ts";
import { membershipsOf } from "./store/memberships.ts";

let hub: TestHub;
let here: string;
let grown: string;
let parts: Parameters<typeof sendJoining>[0] & Parameters<typeof joinAnother>[0];
const now = new Date("2026-11-22T06:00:00Z");
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  grown = await someHub(hub.db, { slug: "shymkent", lowest_age: 16, consent_age: 18 });
  const notices = openNotices({ jobs: hub.jobs, keys: deriveKeys(hub.settings), mayWrite: async () => true });
  parts = { db: hub.db, notices, settings: hub.settings, consentChanged: async () => {} };
});

let number = 0;
const newContact = () => ({ kind: "mail" as const, value: `young${(number += 1)}@example.org` });
const name = { surname: "Сейтова", given_name: "Айгүл", patronymic: null, birth_date: "2009-03-07" };
const place = { settlement_code: villages.birlik };
const life = { occupation: "school", occupation_place: "№ 1 мектеп", speaks: ["kk"], wishes: "Сурет салу" };
const everything: Answers = { ...name, ...place, ...life };

const begin = async (contact = newContact(), slug = here) =>
  (await beginJoining(hub.db, { contact, hub: slug, language: "kk" }, now)).token;
const send = (token: string, at = now): Promise<Sent> =>
  sendJoining(parts, { token, device: "Chrome, Android", session: undefined }, at);
const peopleOf = (contact: { value: string }) =>
  hub.db.selectFrom("people.v_contact").select("person_id").where("value", "=", contact.value).execute();

describe("a form on its way", () => {
  test("is continued on another device at the first question without an answer, and only there", async () => {
    const contact = newContact();
    const first = await begin(contact);
    await keepAnswers(hub.db, first, name, now);
    const second = await beginJoining(hub.db, { contact, hub: here, language: "ru" }, now);
    expect(second.resumed).toBe(true);
    expect(await openDraft(hub.db, second.token, now)).toMatchObject({
      open: "place",
      joining: { answers: name },
    });
    expect(await openDraft(hub.db, first, now)).toBeUndefined();
    expect(await keepAnswers(hub.db, first, place, now)).toBeUndefined();
    expect(await send(first)).toEqual({ kind: "gone" });
  });

  test("is kept 30 days after its last answer, then gone, also before the job has come by", async () => {
    const contact = newContact();
    const token = await begin(contact);
    await keepAnswers(hub.db, token, name, now);
    const almost = new Date("2026-12-22T05:59:59Z");
    const over = new Date("2026-12-22T06:00:00Z");
    await purgeJoinings(hub.db, almost);
    expect(await openDraft(hub.db, token, almost)).toMatchObject({ open: "place" });
    expect(await openDraft(hub.db, token, over)).toBeUndefined();
    const again = await beginJoining(hub.db, { contact, hub: here, language: "kk" }, over);
    expect(again.resumed).toBe(false);
    expect(await openDraft(hub.db, again.token, over)).toMatchObject({
      open: "name",
      joining: { answers: {} },
    });
    await purgeJoinings(hub.db, new Date("2027-01-21T06:00:00Z"));
    expect(
      await hub.db.selectFrom("members.joining").select("id").where("contact", "=", contact.value).execute(),
    ).toEqual([]);
  });

  test("of somebody outside the hub's ages asks for the birth date again, and another hub may take it", async () => {
    const token = await begin(undefined, grown);
    const fifteen = { ...everything, birth_date: "2011-03-07" };
    expect(await keepAnswers(hub.db, token, fifteen, now)).toMatchObject({ open: "name", age: 15 });
    expect(await send(token)).toEqual({ kind: "refused", reason: "too_young" });
    expect(await changeHub(hub.db, token, here, now)).toMatchObject({ open: "check", age: 15 });
    expect(await send(token)).toMatchObject({ kind: "joined", status: "waiting_for_consent" });
  });
});

describe("sending", () => {
  test("makes the person, the membership and a session, tells them, and forgets the form's answers", async () => {
    const contact = newContact();
    const token = await begin(contact);
    await keepAnswers(hub.db, token, everything, now);
    const sent = await send(token);
    expect(sent).toEqual({ kind: "joined", status: "registered", session: expect.any(String) as string });
    const [person] = await peopleOf(contact);
    expect(await membershipsOf(hub.db, person!.person_id!)).toMatchObject([
      { hub_id: here, status: "registered", joined_at: now },
    ]);
    const notice = hub.db.selectFrom("platform.notice").select(["kind", "recipient", "language"]);
    expect(await notice.where("person_id", "=", person!.person_id).execute()).toEqual([
      { kind: "welcome", recipient: contact.value, language: "kk" },
    ]);
    const form = hub.db.selectFrom("members.joining").select(["answers", "person_id"]);
    expect(await form.where("contact", "=", contact.value).execute()).toEqual([
      { answers: {}, person_id: person!.person_id },
    ]);
    const acts = await hub.db
      .selectFrom("platform.audit_entry")
      .select("act")
      .where("actor_id", "=", person!.person_id)
      .orderBy("id")
      .execute();
    expect(acts.map((each) => each.act)).toEqual(["people.create", "members.join", "accounts.sign_in"]);
  });

  test("twice, as after a lost answer, gives the same answer for a quarter of an hour and registers once", async () => {
    const contact = newContact();
    const token = await begin(contact);
    await keepAnswers(hub.db, token, everything, now);
    await send(token);
    expect(await send(token, new Date("2026-11-22T06:14:00Z"))).toMatchObject({
      kind: "joined",
      status: "registered",
    });
    expect(await send(token, new Date("2026-11-22T06:16:00Z"))).toEqual({ kind: "gone" });
    expect(await peopleOf(contact)).toHaveLength(1);
    expect(await openDraft(hub.db, token, now)).toBeUndefined();
  });

  test("by two taps at once registers one person: the second waits for the first", async () => {
    const contact = newContact();
    const token = await begin(contact);
    await keepAnswers(hub.db, token, everything, now);
    const sent: Promise<Sent>[] = [];
    await hub.db.transaction().execute(async (tx) => {
      await lockJoiningOf(tx, contact);
      sent.push(send(token), send(token));
      await setTimeout(200);
    });
    const answers = await Promise.all(sent);
    expect(answers.map((each) => each.kind)).toEqual(["joined", "joined"]);
    expect(await peopleOf(contact)).toHaveLength(1);
  });

  test("counts age on the day in the hub's zone, by the server's clock", async () => {
    const born = { ...everything, birth_date: "2010-11-23" };
    const statusAt = async (moment: string) => {
      const token = await begin();
      await keepAnswers(hub.db, token, born, now);
      const sent = await send(token, new Date(moment));
      return sent.kind === "joined" ? sent.status : sent.kind;
    };
    expect(await statusAt("2026-11-22T18:59:59Z")).toBe("waiting_for_consent");
    expect(await statusAt("2026-11-22T19:00:00Z")).toBe("registered");
  });

  test("a half-filled form, or one for a village that is no more, leads to the question", async () => {
    const token = await begin();
    await keepAnswers(hub.db, token, { ...name, ...life }, now);
    expect(await send(token)).toEqual({ kind: "incomplete", step: "place" });
    await keepAnswers(hub.db, token, { settlement_code: "999999999" }, now);
    expect(await send(token)).toEqual({ kind: "incomplete", step: "place" });
    await keepAnswers(hub.db, token, place, now);
    expect(await send(token)).toMatchObject({ kind: "joined" });
  });

  test("oneself a second time is noticed, a brother or sister with the same contact is welcome", async () => {
    const contact = newContact();
    const first = await begin(contact);
    await keepAnswers(hub.db, first, everything, now);
    await send(first);
    const again = await begin(contact);
    await keepAnswers(hub.db, again, { ...everything, surname: "СЕИТОВА", given_name: "Айгуль" }, now);
    expect(await send(again)).toEqual({ kind: "known", given_name: "Айгүл" });
    await beginAnew(hub.db, again, now);
    expect(await openDraft(hub.db, again, now)).toMatchObject({ open: "name", joining: { answers: {} } });
    await keepAnswers(hub.db, again, { ...everything, given_name: "Дана", birth_date: "2011-01-01" }, now);
    expect(await send(again)).toMatchObject({ kind: "joined", status: "waiting_for_consent" });
    expect(await peopleOf(contact)).toHaveLength(2);
  });
});

describe("joining another hub", () => {
  const as = (id: string) => ({ ...holding(), id });

  test("takes what the person has told, weighs their age anew, and is done once", async () => {
    const person = await someMember(hub.db, {
      hub: here,
      birth_date: "2009-11-22",
      contact: newContact(),
      joined: new Date("2026-11-01T06:00:00Z"),
    });
    const joined = { kind: "joined", status: "waiting_for_consent" };
    expect(await joinAnother(parts, as(person), grown, now)).toMatchObject(joined);
    expect(await joinAnother(parts, as(person), grown, now)).toMatchObject(joined);
    expect(await membershipsOf(hub.db, person)).toMatchObject([{ hub_id: here }, { hub_id: grown }]);
    const notices = await hub.db
      .selectFrom("platform.notice")
      .select("kind")
      .where("person_id", "=", person)
      .execute();
    expect(notices).toEqual([{ kind: "waiting_for_consent" }]);
  });

  test("is refused outside its ages, and open again to somebody who left", async () => {
    const young = await someMember(hub.db, {
      hub: here,
      status: "waiting_for_consent",
      birth_date: "2011-11-23",
    });
    expect(await joinAnother(parts, as(young), grown, now)).toMatchObject({
      kind: "refused",
      reason: "too_young",
    });
    const back = await someMember(hub.db, { hub: here, status: "left" });
    expect(await joinAnother(parts, as(back), here, now)).toMatchObject({
      kind: "joined",
      status: "registered",
    });
    expect(await membershipsOf(hub.db, back)).toMatchObject([{ hub_id: here, status: "registered" }]);
  });
});

describe("whatever is sent, in any order, from any device, twice", () => {
  type Model = { answers: Answers; hub: string; sent: boolean };
  const births = ["2014-01-01", "2011-05-05", "2009-05-05", "1985-01-01"];
  const step = fc.oneof(
    fc.record({ act: fc.constant("name" as const), birth: fc.constantFrom(...births) }),
    fc.record({ act: fc.constantFrom("place", "life", "send", "device", "anew", "old device" as const) }),
    fc.record({ act: fc.constant("hub" as const), to: fc.constantFrom("here", "grown") }),
  );

  test("somebody is registered once, when all is told and their age allows it, and waits when it must", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const contact = newContact();
        let token = await begin(contact);
        let stale: string | undefined;
        let model: Model = { answers: {}, hub: here, sent: false };
        for (const each of steps) {
          if (each.act === "device") {
            stale = token;
            token = await begin(contact, model.hub);
            if (model.sent) model = { answers: {}, hub: model.hub, sent: false };
          } else if (each.act === "old device") {
            if (stale && stale !== token) await keepAnswers(hub.db, stale, { surname: "Бөтен" }, now);
          } else if (each.act === "send") await check(token, contact, model);
          else await tell(token, each, model);
          const draft = await openDraft(hub.db, token, now);
          expect(draft?.joining.answers).toEqual(model.sent ? undefined : model.answers);
        }
      }),
      { numRuns: 40 },
    );
  });

  async function tell(token: string, each: { act: string; birth?: string; to?: string }, model: Model) {
    if (each.act === "hub") {
      const to = each.to === "grown" ? grown : here;
      await changeHub(hub.db, token, to, now);
      if (!model.sent) model.hub = to;
      return;
    }
    if (each.act === "anew") {
      await beginAnew(hub.db, token, now);
      model.answers = {};
      return;
    }
    // A name of its own for each turn, so that nobody is taken for a twin.
    const told =
      { name: { ...name, birth_date: each.birth ?? "", given_name: unique() }, place, life }[each.act] ?? {};
    await keepAnswers(hub.db, token, told, now);
    if (!model.sent) model.answers = { ...model.answers, ...told };
  }

  async function check(token: string, contact: { value: string }, model: Model) {
    const before = (await peopleOf(contact)).length;
    const answer = await send(token);
    const after = await peopleOf(contact);
    const age = { "2014-01-01": 12, "2011-05-05": 15, "2009-05-05": 17, "1985-01-01": 41 }[
      model.answers.birth_date ?? ""
    ];
    const [least, consent] = model.hub === here ? [14, 16] : [16, 18];
    const told = [model.answers.surname, model.answers.settlement_code, model.answers.occupation].every(
      Boolean,
    );
    const allowed = age !== undefined && age >= least! && age <= 35;
    const joins = model.sent || (told && allowed);
    expect(answer.kind === "joined").toBe(joins);
    expect(after.length - before).toBe(joins && !model.sent ? 1 : 0);
    const statuses = await hub.db
      .selectFrom("members.membership")
      .select(["status"])
      .where(
        "person_id",
        "in",
        after.map((row) => row.person_id!).concat("00000000-0000-0000-0000-000000000000"),
      )
      .where("birth_date", ">", consent === 16 ? "2010-11-22" : "2008-11-22")
      .where("hub_id", "=", model.hub)
      .where("status", "<>", "waiting_for_consent")
      .execute();
    expect(statuses).toEqual([]);
    if (joins) Object.assign(model, { sent: true, answers: {} });
  }

  const letters = "абвгдежзиклмнопрстуф";
  const unique = () => `Ә${[...String((number += 1))].map((digit) => letters[Number(digit)]).join("")}`;
});
