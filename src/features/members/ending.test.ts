import { beforeAll, describe, expect, test } from "vitest";
import {
  answersOf,
  askGuardian,
  confirmAsGuardian,
  enterAsGuardian,
  lastLetter,
  letGuardianAnswer,
  newContact,
  someMinor,
  statusOf,
} from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { jobsOfAll } from "../../jobs.ts";
import { findPeopleByContact } from "../people/index.ts";
import { endWaiting } from "./ending.ts";
import { membershipsOf } from "./store/memberships.ts";

let hub: TestHub;
let here: string;
let open: string;
const joined = new Date("2026-10-23T06:00:00Z");
// The thirtieth day after it, to its end where the hub is.
const lastDay = new Date("2026-11-22T18:59:59Z");
const after = new Date("2026-11-22T19:00:00Z");
const mail = (value: string) => ({ kind: "mail", value }) as const;

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  open = await someHub(hub.db, { slug: "oral", consent_age: 14 });
});

const run = async (now: Date) => {
  const job = jobsOfAll.find((each) => each.name === "members.end_waiting")!;
  await job.run({ db: hub.db, jobs: hub.jobs, settings: hub.settings, now }, {});
};

describe("waiting to which nobody answers", () => {
  test("ends after 30 days: nothing personal is left anywhere", async () => {
    const contact = mail("canary@example.org");
    const given = { hub: here, status: "waiting_for_consent", joined, contact } as const;
    const person = await someMember(hub.db, { ...given, surname: "Канарейкина", birth_date: "2011-01-01" });
    await run(lastDay);
    expect(await findPeopleByContact(hub.db, contact)).toHaveLength(1);
    await run(after);
    expect(await membershipsOf(hub.db, person)).toMatchObject([{ status: "left" }]);
    const left = await Promise.all(
      (["people.person", "people.contact", "platform.audit_detail", "members.membership"] as const).map(
        (table) => hub.db.selectFrom(table).selectAll().execute(),
      ),
    );
    expect(JSON.stringify(left)).not.toMatch(/канарейк|kanareik|canary/i);
    const acts = hub.db
      .selectFrom("platform.audit_entry")
      .select("act")
      .where("act", "=", "members.end_waiting");
    expect(await acts.execute()).toHaveLength(1);
  });

  test("only takes somebody out of the hub that waits, where another hub has them", async () => {
    const birth_date = "2011-01-01";
    const person = await someMember(hub.db, { hub: here, status: "waiting_for_consent", joined, birth_date });
    const values = {
      person_id: person,
      hub_id: open,
      status: "registered",
      joined_at: joined,
      status_at: joined,
    };
    await hub.db.insertInto("members.membership").values(values).execute();
    await run(after);
    const memberships = await membershipsOf(hub.db, person);
    expect(new Map(memberships.map((each) => [each.hub_id, each.status]))).toEqual(
      new Map([
        [here, "left"],
        [open, "registered"],
      ]),
    );
  });

  test("leaves those alone who are registered, and whoever was agreed to meanwhile", async () => {
    const registered = await someMember(hub.db, { hub: here, joined });
    const waiting = await someMember(hub.db, { hub: here, status: "waiting_for_consent", joined });
    const erased: string[] = [];
    let agreed: Promise<void> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await tx
        .updateTable("members.membership")
        .set({ status: "registered" })
        .where("person_id", "=", waiting)
        .execute();
      agreed = endWaiting(hub.db, async (_tx, person) => void erased.push(person), after);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await agreed;
    expect(erased).toEqual([]);
    expect(await membershipsOf(hub.db, registered)).toMatchObject([{ status: "registered" }]);
  });
});

describe("whoever waits, before it ends", () => {
  const begun = new Date("2026-11-22T06:00:00Z");
  const onDay = (days: number) => hub.set(new Date(begun.getTime() + days * 86_400_000));
  const warn = async () => {
    const job = jobsOfAll.find((each) => each.name === "members.warn_waiting")!;
    await job.run({ db: hub.db, jobs: hub.jobs, settings: hub.settings, now: hub.now() }, {});
  };
  const lettersTo = async (contact: string, kind: "consent_waiting" | "consent_asked") =>
    (
      await hub.db
        .selectFrom("platform.notice")
        .select("id")
        .where("kind", "=", kind)
        .where("recipient", "=", contact)
        .execute()
    ).length;
  const waiting = async (hubOf = here) => {
    onDay(0);
    return someMinor(hub, { hub: hubOf, joined: begun });
  };

  test("is told a week and a day before the last day, once each, with the day in words", async () => {
    const young = await waiting();
    expect((await young.browser.get("/me")).body).toContain("Соңғы күн – 22 желтоқсан 2026");
    const told: number[] = [];
    for (const day of [22, 23, 23, 26, 28, 29, 29, 30]) {
      onDay(day);
      await warn();
      told.push(await lettersTo(young.contact, "consent_waiting"));
    }
    expect(told).toEqual([0, 1, 1, 1, 1, 2, 2, 2]);
    const { last } = await lastLetter(hub, young.contact, "consent_waiting");
    expect(last).toBe("22 желтоқсан 2026");
    hub.set("2026-12-22T18:59:59Z");
    await run(hub.now());
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    hub.set("2026-12-22T19:00:00Z");
    await run(hub.now());
    expect(await statusOf(hub, young.id)).toBe("left");
  });

  test("is told but once where the job was late, and anew when they wait anew", async () => {
    const young = await waiting();
    onDay(30);
    await warn();
    await warn();
    expect(await lettersTo(young.contact, "consent_waiting")).toBe(1);
    onDay(0);
    const contact = await letGuardianAnswer(hub, young, ["data"]);
    const mother = await enterAsGuardian(hub, contact);
    await mother.post("/consent/given/withdrawal", { person: young.id, purpose: "data" });
    onDay(23.5);
    await warn();
    expect(await lettersTo(young.contact, "consent_waiting")).toBe(2);
    expect(await lettersTo(contact, "consent_asked")).toBe(1); // she has answered: nobody reminds her
  });

  test("has their guardian reminded a last time, by a link that works, though the first one is over", async () => {
    const young = await waiting();
    const contact = newContact("mother");
    const first = await askGuardian(hub, young, contact);
    for (const day of [23, 24, 29]) {
      onDay(day);
      await warn();
    }
    expect(await lettersTo(contact, "consent_asked")).toBe(2);
    const { path, last } = await lastLetter(hub, contact, "consent_asked");
    expect(last).toBe("22 желтоқсан 2026");
    expect(path).not.toBe(first);
    const mother = await confirmAsGuardian(hub, path, contact);
    expect((await mother.post(`${path}/answers`, await answersOf(hub, ["data"]))).to).toBe(path);
    expect(await statusOf(hub, young.id)).toBe("registered");
    onDay(30);
    await warn();
    await run(new Date(begun.getTime() + 40 * 86_400_000));
    expect(await lettersTo(young.contact, "consent_waiting")).toBe(2);
    expect(await statusOf(hub, young.id)).toBe("registered");
  });

  test("has a link that is still on its way sent once more, and no other", async () => {
    const young = await waiting();
    onDay(22);
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    onDay(23);
    await warn();
    await warn();
    expect(await lettersTo(contact, "consent_asked")).toBe(2);
    expect(await lastLetter(hub, contact, "consent_asked")).toMatchObject({ path, again: "yes" });
  });
});
