import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import type { Act } from "../../platform/audit/acts.ts";
import { audit } from "../../platform/audit/audit.ts";
import { auditPerson } from "../../platform/audit/person.ts";
import { seal } from "../../platform/audit/sealing.ts";
import type { Post } from "../../platform/http/actor.ts";

let hub: TestHub;
let here: string;
let there: string;
let admin: Staff;
let coordinator: Staff;
let member: string;

type Staff = { id: string; session: string };

beforeAll(async () => {
  hub = await openHub({ VAR_DIR: mkdtempSync(path.join(tmpdir(), "audit-")), LOG_LEVEL: "silent" });
  here = await someHub(hub.db, { slug: "kokshetau" });
  there = await someHub(hub.db, { slug: "aktau" });
  admin = await staff("Әкімбек", "administrator", null);
  coordinator = await staff("Айгүл", "coordinator", here);
  member = await someMember(hub.db, {
    hub: here,
    surname: "Жасырынова",
    given_name: "Мөлдір",
    contact: { kind: "mail", value: "moldir@example.org" },
  });
});

async function staff(given_name: string, post: Post, of: string | null): Promise<Staff> {
  const id = await someMember(hub.db, { hub: there, surname: "Серікова", given_name });
  return { id, session: await signIn(id, [post, of]) };
}

async function signIn(id: string, held?: [Post, string | null]): Promise<string> {
  const post = held && { person_id: id, post: held[0], hub_id: held[1], since: hub.now() };
  if (post) await hub.db.insertInto("members.post").values(post).execute();
  return fullSession(hub, id);
}

const read = async (url: string, session: string) => {
  const answer = await hub.visit({ url: `/en${url}`, session });
  return { status: answer.statusCode, main: mainOf(answer.body) };
};
const mainOf = (body: string) => body.slice(body.indexOf("<main"), body.indexOf("</main>"));
const wordsOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const rowsOf = (main: string) => (main.match(/<tr>.*?<\/tr>/gs) ?? []).slice(1).map(wordsOf);
const acts = (act: Act, subject: string) =>
  hub.db
    .selectFrom("platform.audit_entry")
    .select(["actor_id", "hub_id"])
    .where("act", "=", act)
    .where("subject_id", "=", subject)
    .execute();

describe("an administrator who reads what was done", () => {
  test("meets staff by name and post, and everybody else as a member of a hub", async () => {
    await read(`/people/${member}`, coordinator.session);
    const { status, main } = await read("/audit", admin.session);
    expect(status).toBe(200);
    const opened = rowsOf(main).find((row) => row.includes("Opened the page of a person"));
    expect(opened).toContain("Айгүл Серікова Coordinator , Kokshetau hub");
    expect(opened).toContain("a member of a hub");
    expect(opened).toContain("Kokshetau hub");
    expect(main).not.toMatch(/Жасырынова|Мөлдір|moldir/);
  });

  test("is written down themself, also for the person whose entries they asked for", async () => {
    const before = (await acts("audit.read", "entries")).length;
    await read("/audit?hub=kokshetau", admin.session);
    expect(await acts("audit.read", "entries")).toHaveLength(before + 1);
    expect((await acts("audit.read", "entries")).at(-1)).toEqual({ actor_id: admin.id, hub_id: here });
    await read(`/audit?person=${member}`, admin.session);
    expect(await acts("audit.read", member)).toEqual([{ actor_id: admin.id, hub_id: null }]);
    const { main } = await read("/me/readers", await signIn(member));
    expect(rowsOf(main)[0]).toContain(
      "Read the entries about you in the record of acts Әкімбек Серікова Administrator",
    );
  });

  test("narrows it by act, hub and days; what cannot be understood asks for nothing", async () => {
    const table = async (query: string) => rowsOf((await read(`/audit?${query}`, admin.session)).main);
    const joined = await table("act=members.read_person");
    expect(joined.length).toBeGreaterThan(0);
    expect(joined.filter((row) => !row.includes("Opened the page of a person"))).toEqual([]);
    expect(await table("act=members.read_person&hub=aktau")).toEqual([]);
    expect(await table("hub=no-such-hub")).toEqual([]);
    expect(await table("act=members.read_person&from=2026-11-22&until=2026-11-22")).toEqual(joined);
    expect(await table("act=members.read_person&until=2026-11-21")).toEqual([]);
    expect((await table("act=nonsense&from=yesterday&after=x&person=1")).length).toBeGreaterThan(
      joined.length,
    );
  });

  test("finds one person by the very contact they were told, which stands in no address", async () => {
    const ask = (contact: string) =>
      hub.visit({
        method: "POST",
        url: "/en/audit/person",
        session: admin.session,
        payload: { contact, act: "people.create" },
      });
    const found = await ask("Moldir@example.org");
    expect(found.statusCode).toBe(303);
    expect(found.headers.location).toBe(`/en/audit?act=people.create&person=${member}`);
    const { main } = await read(String(found.headers.location).slice(3), admin.session);
    expect(rowsOf(main)).toHaveLength(1);
    expect(rowsOf(main)[0]).toContain("Wrote down the data of a new person");
    for (const [contact, reason] of [
      ["", "Write an e-mail address or a phone number."],
      ["moldir@example.com", "Nobody has this contact."],
    ] as const) {
      const answer = await ask(contact);
      expect(answer.statusCode).toBe(422);
      expect(mainOf(answer.body)).toContain(reason);
      expect(mainOf(answer.body)).toContain(contact);
    }
  });

  test("leafs through it there and back without missing or meeting an entry twice", async () => {
    const stranger = "5f3f4c9e-8a37-4f2b-9a0e-5a5f1f0f7a09";
    await hub.db.transaction().execute(async (tx) => {
      for (let each = 0; each < 120; each += 1)
        await audit(
          tx,
          { actor: stranger, act: "people.edit", subject: { kind: "person", id: stranger } },
          hub.now(),
        );
    });
    const idsOn = async (url: string) => {
      const { main } = await read(url, admin.session);
      const link = (words: string) =>
        new RegExp(`href="/en(/audit[^"]+)"[^>]*>(?:(?!</a>).)*${words}`, "s")
          .exec(main)?.[1]
          ?.replaceAll("&amp;", "&");
      return { rows: rowsOf(main).length, previous: link("Previous page"), next: link("Next page") };
    };
    const first = await idsOn(`/audit?person=${stranger}&act=people.edit`);
    expect(first).toMatchObject({ rows: 50, previous: undefined });
    const second = await idsOn(first.next!);
    const third = await idsOn(second.next!);
    expect([second.rows, third.rows, third.next]).toEqual([50, 20, undefined]);
    const back = await idsOn(third.previous!);
    expect(back).toMatchObject({ rows: 50, next: second.next, previous: second.previous });
    expect(await idsOn(back.previous!)).toMatchObject({ rows: 50, next: first.next, previous: undefined });
  });

  test("sees whether the chain stands, and can have it sealed and checked", async () => {
    const later = new Date(hub.now().getTime() + 11 * 60_000);
    const now = hub.now();
    hub.set(later);
    expect((await read("/audit", admin.session)).main).toContain("Entries have waited for their seal since");
    const post = (url: string) => hub.visit({ method: "POST", url: `/en${url}`, session: admin.session });
    expect((await post("/audit/sealing")).headers.location).toBe("/en/audit?done=seal");
    const sealed = (await read("/audit", admin.session)).main;
    expect(sealed).not.toContain("Entries have waited");
    expect(wordsOf(sealed)).toMatch(/Entries sealed: \d+\. The last one: 22 November, Sunday, 11:11\./);
    expect((await post("/audit/check")).headers.location).toBe("/en/audit?done=check");
    await hub.jobs.run();
    expect((await read("/audit", admin.session)).main).toContain("no entry was changed");
    hub.set(now);
  });

  test("is told which entry was changed", async () => {
    await hub.db
      .insertInto("platform.audit_check")
      .values({ at: hub.now(), entries: 6, head: Buffer.alloc(32), problem: "entry_changed", place: "7" })
      .execute();
    const { main } = await read("/audit", admin.session);
    expect(main).toContain("Entry 7 or its seal was changed after it was sealed.");
  });

  test("is an administrator: to everybody else the page is closed", async () => {
    const answers = await Promise.all(
      [coordinator.session, await signIn(member)].map((session) => hub.visit({ url: "/en/audit", session })),
    );
    expect(answers.map((each) => each.statusCode)).toEqual([403, 403]);
  });
});

describe("somebody who asks who looked at them", () => {
  test("reads who opened their page, by which post, once for two hubs, and nothing they did themself", async () => {
    const person = await someMember(hub.db, { hub: here, given_name: "Нұрай" });
    await hub.db
      .insertInto("members.membership")
      .values({
        person_id: person,
        hub_id: there,
        status: "volunteer",
        joined_at: hub.now(),
        status_at: hub.now(),
      })
      .execute();
    const national = await staff("Ұлпан", "national_coordinator", null);
    await read(`/people/${person}`, national.session);
    expect(await acts("members.read_person", person)).toHaveLength(2);
    const session = await signIn(person);
    expect(rowsOf((await read("/me/readers", session)).main)).toEqual([
      expect.stringContaining("Opened your page Ұлпан Серікова National coordinator 22 November 2026"),
    ]);
  });

  test("reads who made them a volunteer, and the post that somebody held then, not now", async () => {
    const person = await someMember(hub.db, { hub: here, given_name: "Дана" });
    const left = await staff("Сәуле", "coordinator", here);
    const payload = { hub: here };
    await hub.visit({
      method: "POST",
      url: `/en/people/${person}/volunteer`,
      session: left.session,
      payload,
    });
    await hub.db
      .updateTable("members.post")
      .set({ until: new Date(hub.now().getTime() + 1) })
      .where("person_id", "=", left.id)
      .execute();
    hub.set(new Date(hub.now().getTime() + 60_000));
    const { main } = await read("/me/readers", await signIn(person));
    expect(rowsOf(main)).toEqual([
      expect.stringContaining("Made you a volunteer Сәуле Серікова Coordinator , Kokshetau hub"),
    ]);
  });

  test("below the consent age reads that the list they waited in was opened, but not when they were not in it", async () => {
    await someMember(hub.db, { hub: here, given_name: "Бұрынғы", status: "waiting_for_consent" });
    await read("/people/waiting", coordinator.session);
    hub.set(new Date(hub.now().getTime() + 60_000));
    const person = await someMember(hub.db, { hub: here, given_name: "Інжу", status: "waiting_for_consent" });
    const theirs = hub.db.selectFrom("members.membership").select("id").where("person_id", "=", person);
    await hub.db
      .updateTable("members.status_change")
      .set({ at: hub.now() })
      .where("membership_id", "in", theirs)
      .execute();
    const session = await signIn(person);
    expect(rowsOf((await read("/me/readers", session)).main)).toEqual([]);
    await read("/people/waiting", coordinator.session);
    expect(rowsOf((await read("/me/readers", session)).main)).toEqual([
      expect.stringContaining("with one line about you Айгүл Серікова"),
    ]);
    await hub.visit({
      method: "POST",
      url: "/en/people/waiting/export",
      payload: { format: "csv" },
      session: coordinator.session,
    });
    expect(rowsOf((await read("/me/readers", session)).main)[0]).toContain(
      "Downloaded the list of those who wait for consent: there was a line about you",
    );
  });

  test("reads twelve months back and no further, and finds what was done to a record that became theirs", async () => {
    const person = await someMember(hub.db, { hub: there, given_name: "Кәмила" });
    const earlier = await someMember(hub.db, { hub: there, given_name: "Камила" });
    const opened = (id: string, at: Date) =>
      hub.db.transaction().execute((tx) => {
        const subject = { kind: "person", id };
        return audit(tx, { actor: coordinator.id, act: "members.read_person", subject, hub: here }, at);
      });
    await opened(person, new Date("2025-11-22T05:59:00Z"));
    await opened(earlier, new Date("2025-11-23T06:10:00Z"));
    await hub.db.transaction().execute((tx) => auditPerson.merge(tx, earlier, person, hub.now()));
    const { main } = await read("/me/readers", await signIn(person));
    expect(rowsOf(main)).toEqual([expect.stringContaining("23 November 2025")]);
  });

  test("finds the way there on their own page, and a kind word where nobody looked", async () => {
    const session = await signIn(await someMember(hub.db, { hub: there }));
    expect((await read("/me", session)).main).toContain('href="/en/me/readers"');
    const { main } = await read("/me/readers", session);
    expect(main).toContain("Nobody has looked yet");
    await seal(hub.db, hub.now());
  });

  test("reads that somebody took a list along in which they may be, and nothing of lists they are not in", async () => {
    const take = (url: string, { session }: Staff) =>
      hub.visit({ method: "POST", url: `/en${url}`, payload: { format: "csv" }, session });
    const tomorrow = () => hub.set(new Date(hub.now().getTime() + 86_400_000));
    const national = await staff("Нұрлан", "national_coordinator", null);
    const abroad = await staff("Бағила", "coordinator", there);
    await take("/people/export", coordinator);
    tomorrow();
    const person = await someMember(hub.db, { hub: here, given_name: "Тізім", joined: hub.now() });
    const taken = async () => rowsOf((await read("/me/readers", await signIn(person))).main);
    expect(await taken()).toEqual([]);
    await take("/people/export", abroad);
    await take("/people/waiting/export", coordinator);
    expect(await taken()).toEqual([]);
    await take("/people/export", coordinator);
    tomorrow();
    await take("/people/export", national);
    const told = "Downloaded a list of people in which you may be";
    expect(await taken()).toEqual([
      expect.stringContaining(`${told} Нұрлан Серікова`),
      expect.stringContaining(`${told} Айгүл Серікова`),
    ]);
  });
});
