import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { jobsOfAll } from "../../app.ts";
import { findPeopleByContact } from "../people/index.ts";
import { endWaiting } from "./ending.ts";
import { membershipsOf } from "./store/memberships.ts";

let hub: TestHub;
let here: string;
let open: string;
const joined = new Date("2026-10-23T06:00:00Z");
const lastDay = new Date("2026-11-22T05:59:59Z");
const after = new Date("2026-11-22T06:00:00Z");
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
