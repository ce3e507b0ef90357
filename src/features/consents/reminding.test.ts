import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  askGuardian,
  goOn,
  lastLetter,
  letGuardianAnswer,
  newContact,
  someMinor,
  type Young,
} from "../../../tests/consents.ts";
import { fullyIn } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import type { Visitor } from "../../../tests/visitor.ts";

let hub: TestHub;
let here: string;
let coordinator: Visitor;
const day = 86_400_000;

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  await someHub(hub.db, { slug: "aktau" });
  coordinator = await staff("coordinator");
});
beforeEach(() => goOn(hub));

async function staff(post: "coordinator" | "safeguarding_focal_point" | "trainer", at = here) {
  const person = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
  await somePost(hub.db, { person, post, hub: at });
  return fullyIn(hub, person);
}

/** Ticks people as the form without script sends it; answers what the page says was done. */
async function remind(people: string[], by = coordinator, operation = randomUUID()) {
  const form = new URLSearchParams({ list: "waiting", operation });
  for (const person of people) form.append("person", person);
  const answer = await by.ask({
    method: "POST",
    url: "/en/hubs/kokshetau/consents/reminders",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: form.toString(),
  });
  const told = new URL(answer.headers.location ?? "/none", "http://x").searchParams;
  return {
    status: answer.statusCode,
    to: answer.headers.location,
    told: Object.fromEntries([...told].filter(([key]) => key !== "list" && key !== "sent")),
  };
}

const sentTo = async (recipient: string) =>
  (
    await hub.db
      .selectFrom("platform.notice")
      .select("kind")
      .where("recipient", "=", recipient)
      .where("kind", "in", ["consent_asked", "consent_news"])
      .execute()
  ).length;

/** Somebody whose guardian was asked so many days ago. */
async function asked(days = 4): Promise<{ young: Young; mother: string }> {
  const now = hub.now();
  const young = await someMinor(hub, { hub: here });
  const mother = newContact("mother");
  await askGuardian(hub, young, mother);
  await hub.db
    .updateTable("consents.request")
    .set({ asked_at: new Date(now.getTime() - days * day), expires_at: new Date(now.getTime() + 10 * day) })
    .where("person_id", "=", young.id)
    .execute();
  return { young, mother };
}

describe("a coordinator who reminds several at once", () => {
  test("is told how many letters went out, to whom, and why the others got none", async () => {
    const { young: waiting, mother } = await asked();
    const { young: justAsked } = await asked(1);
    const unnamed = await someMinor(hub, { hub: here });
    const silent = await someMinor(hub, { hub: here });
    await hub.db.deleteFrom("people.contact").where("person_id", "=", silent.id).execute();
    const refused = await someMinor(hub, { hub: here });
    await letGuardianAnswer(hub, refused, []);
    const grown = await someMember(hub.db, { hub: here });
    const elsewhere = await someMinor(hub, { hub: await idOf("aktau") });
    const people = [waiting, justAsked, unnamed, silent, refused, elsewhere].map(({ id }) => id);
    const answer = await remind([...people, grown, randomUUID()]);
    expect([answer.status, answer.told]).toEqual([
      303,
      {
        guardian: "1",
        person: "1",
        too_soon: "1",
        said_no: "1",
        nothing_due: "1",
        no_contact: "1",
        gone: "2",
      },
    ]);
    expect(await sentTo(mother)).toBe(2);
    expect((await lastLetter(hub, mother, "consent_asked")).again).toBe("yes");
    expect((await lastLetter(hub, unnamed.contact, "consent_news")).step).toBe("unnamed");
    const page = await coordinator.get(answer.to ?? "");
    expect(page.body).toContain("2 reminders sent");
    expect(page.body).toContain("Written to only lately, so not written to again: 1");
  });

  test("sends nothing twice by two taps, and reads the same answer", async () => {
    const { young, mother } = await asked();
    const operation = randomUUID();
    const first = await remind([young.id], coordinator, operation);
    expect(await remind([young.id], coordinator, operation)).toEqual(first);
    expect(await sentTo(mother)).toBe(2);
  });

  test("writes to nobody again within three days, not by a colleague either, and then again", async () => {
    const start = hub.now();
    const { young, mother } = await asked();
    await remind([young.id]);
    const colleague = await staff("safeguarding_focal_point");
    hub.set(new Date(start.getTime() + 3 * day - 1000));
    expect((await remind([young.id], colleague)).told).toEqual({ too_soon: "1" });
    hub.set(new Date(start.getTime() + 3 * day));
    expect((await remind([young.id], await staff("safeguarding_focal_point"))).told).toEqual({
      guardian: "1",
    });
    expect(await sentTo(mother)).toBe(3);
    hub.set(start);
  });

  test("sends a link that works where the earlier one is out of date", async () => {
    const { young, mother } = await asked();
    const old = (await lastLetter(hub, mother, "consent_asked")).path;
    await hub.db
      .updateTable("consents.request")
      .set({ expires_at: new Date(hub.now().getTime() - 1000) })
      .where("person_id", "=", young.id)
      .execute();
    goOn(hub);
    await remind([young.id]);
    const { path } = await lastLetter(hub, mother, "consent_asked");
    expect(path).not.toBe(old);
    expect((await hub.visit({ url: `/en${path}` })).body).toContain("Do you agree?");
  });

  test("who ticked nobody is shown the list again and told so", async () => {
    const answer = await coordinator.post("/en/hubs/kokshetau/consents/reminders", { list: "waiting" });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("Tick whom to remind");
  });
});

describe("whoever does not handle the consents of the hub", () => {
  test("reminds nobody, though they know the id", async () => {
    const { young, mother } = await asked();
    const strangers = [await staff("trainer"), await staff("coordinator", await idOf("aktau"))];
    for (const stranger of strangers) {
      const { status } = await remind([young.id], stranger);
      expect([403, 404]).toContain(status);
    }
    expect(await sentTo(mother)).toBe(1);
  });
});

async function idOf(slug: string): Promise<string> {
  const row = await hub.db
    .selectFrom("hubs.hub")
    .select("id")
    .where("slug", "=", slug)
    .executeTakeFirstOrThrow();
  return row.id;
}
