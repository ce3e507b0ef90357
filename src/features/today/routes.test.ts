import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { jobsOfAll } from "../../jobs.ts";
import { type MemberGiven, someHub, someMember } from "../../../tests/members.ts";
import { jobInWords } from "../../platform/jobs/today.ts";
import type { Post } from "../../platform/http/actor.ts";

let hub: TestHub;
let here: string;
let there: string;
let coordinator: string;
let admin: string;

beforeAll(async () => {
  hub = await openHub({ LOG_LEVEL: "silent" });
  here = await someHub(hub.db, { slug: "kokshetau" });
  there = await someHub(hub.db, { slug: "aktau" });
  coordinator = await staff("coordinator", here);
  admin = await staff("administrator", null);
});

const ago = (days: number) => new Date(hub.now().getTime() - days * 86_400_000);
let staffs = 0;

async function staff(post: Post, of: string | null): Promise<string> {
  const birth_date = `1990-01-${String((staffs += 1)).padStart(2, "0")}`;
  const id = await someMember(hub.db, { hub: there, status: "volunteer", birth_date, joined: ago(400) });
  await hub.db
    .insertInto("members.post")
    .values({ person_id: id, post, hub_id: of, since: ago(300) })
    .execute();
  return signIn(id);
}

const signIn = (id: string) => fullSession(hub, id);

let born = 0;
/** A member with a birth date of their own, so that nobody is taken for somebody else by chance. */
const member = (given: MemberGiven) =>
  someMember(hub.db, {
    birth_date: new Date(1_000_000_000_000 + (born += 1) * 86_400_000).toISOString().slice(0, 10),
    ...given,
  });

const mainOf = (body: string) => body.slice(body.indexOf("<main"), body.indexOf("</main>"));
const wordsOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

const look = async (session: string, url = "/today") => {
  const answer = await hub.visit({ url: `/en${url}`, session });
  const main = mainOf(answer.body);
  return { status: answer.statusCode, main, words: wordsOf(main), to: answer.headers.location };
};
const act = async (session: string, key: string, ...line: string[]) => {
  const payload = new URLSearchParams(line.map((id) => ["line", id])).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await hub.visit({ method: "POST", url: `/en/today/${key}`, session, payload, headers });
  const main = mainOf(answer.body);
  return { status: answer.statusCode, to: answer.headers.location ?? "", main };
};
const after = async (session: string, { to }: { to: string }) => look(session, to.slice(3));
const membershipOf = async (person: string) =>
  hub.db
    .selectFrom("members.membership")
    .select(["id", "status"])
    .where("person_id", "=", person)
    .executeTakeFirstOrThrow();
const acts = async (name: string) =>
  (await hub.db.selectFrom("platform.audit_entry").select("id").where("act", "=", name).execute()).length;

describe("whoever signs in", () => {
  test("with a post meets what waits for them, without one their own page", async () => {
    expect((await look(coordinator)).status).toBe(200);
    const { status, to } = await look(await signIn(await member({ hub: here, status: "volunteer" })));
    expect([status, to]).toEqual([303, "/en/me"]);
  });

  test("and has nothing to do reads that all is done, and nothing of rooms that are not theirs", async () => {
    const other = await staff("coordinator", await someHub(hub.db, { slug: "oral" }));
    const { words } = await look(other);
    expect(words).toContain("All done");
    expect(words).toContain("Nothing has changed since yesterday.");
    const { words: administrators } = await look(admin);
    expect(administrators).not.toContain("changed since yesterday");
  });
});

describe("a coordinator", () => {
  test("meets those to confirm, longest waiting first, of her own hub only, ten and how many in all", async () => {
    const old = await member({ hub: here, surname: "Ертерек", joined: ago(40) });
    for (let day = 1; day <= 11; day += 1) await member({ hub: here, surname: "Кейінгі", joined: ago(day) });
    await member({ hub: there, surname: "Алыстағы", joined: ago(50) });
    const { main, words } = await look(coordinator);
    const names = [...main.matchAll(/href="\/en\/people\/[^"]+">([^<]+)</g)].map((found) => found[1]);
    expect(names).toHaveLength(10);
    expect(names[0]).toBe("Ертерек Әсел");
    expect(words).toContain("Waiting to become volunteers · 12");
    expect(words).toContain("Has waited 40 days");
    expect(words).not.toContain("Алыстағы");
    expect(main).toContain(`href="/en/people/${old}"`);
  });

  test("confirms several at once; sent again, nothing more happens", async () => {
    const people = [await member({ hub: here }), await member({ hub: here })];
    const ids = await Promise.all(people.map(async (id) => (await membershipOf(id)).id));
    const before = await acts("members.make_volunteer");
    for (let sent = 0; sent < 2; sent += 1) {
      const done = await act(coordinator, "members.volunteers", ...ids);
      expect([done.status, done.to]).toEqual([303, "/en/today?done=members.volunteers&count=2&left=0"]);
      expect((await after(coordinator, done)).words).toContain("2 people are volunteers now.");
    }
    expect(await Promise.all(people.map(async (id) => (await membershipOf(id)).status))).toEqual([
      "volunteer",
      "volunteer",
    ]);
    expect(await acts("members.make_volunteer")).toBe(before + 2);
  });

  test("confirms nobody of another hub, nobody who waits for consent, and nobody who is not there", async () => {
    const mine = (await membershipOf(await member({ hub: here }))).id;
    const elsewhere = await member({ hub: there });
    const waits = await member({ hub: here, status: "waiting_for_consent" });
    const hidden = [(await membershipOf(elsewhere)).id, (await membershipOf(waits)).id];
    const nobody = ["00000000-0000-4000-8000-000000000000", "nonsense", "' or 1=1"];
    const done = await act(coordinator, "members.volunteers", ...hidden, mine, ...nobody);
    expect(done.to).toBe("/en/today?done=members.volunteers&count=1&left=5");
    expect((await after(coordinator, done)).words).toContain(
      "1 person is a volunteer now. 5 were left as they are",
    );
    expect((await membershipOf(elsewhere)).status).toBe("registered");
    expect((await membershipOf(waits)).status).toBe("waiting_for_consent");
  });

  test("who ticks nobody is told to, on the same page; an act that is none is not there", async () => {
    await member({ hub: here, joined: ago(3) });
    const { status, main } = await act(coordinator, "members.volunteers");
    expect(status).toBe(422);
    expect(main).toContain('<a href="#members-volunteers">Tick at least one person first.</a>');
    expect(main).toContain('id="members-volunteers"');
    expect((await act(coordinator, "no.such", "1")).status).toBe(404);
  });

  test("reads how many wait for consent and for whom it ends soon, and who they are only where that is written down", async () => {
    const given = {
      hub: here,
      surname: "Канарейкина",
      given_name: "Қанария",
      status: "waiting_for_consent",
    } as const;
    await member({ ...given, joined: ago(24) });
    await member({ ...given, joined: ago(2) });
    const { words, main } = await look(coordinator);
    expect(words).toContain("wait for consent, the longest since 29 October 2026");
    expect(words).toContain("1 person has less than 7 days left");
    expect(main).toContain('href="/en/people/waiting"');
    expect(words).not.toMatch(/Канарейкина|Қанария/);
    const national = await staff("national_coordinator", null);
    expect((await look(national)).words).not.toContain("wait for consent");
  });

  test("meets things of one kind together, those that have waited longest on top", async () => {
    const { words } = await look(coordinator);
    const order = ["Waiting to become volunteers", "Waiting for consent"].map((title) =>
      words.indexOf(title),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });
});

describe("a doubt whether two records are one person", () => {
  const twin = {
    surname: "Асанова",
    given_name: "Үміт",
    birth_date: "2008-02-03",
    status: "volunteer",
  } as const;
  const family = { kind: "phone" as const, value: "+77011234567" };

  test("comes up for the same name in another spelling and birth date, and goes when they are told apart", async () => {
    const one = await someMember(hub.db, { hub: here, ...twin });
    const other = await someMember(hub.db, { hub: here, ...twin, given_name: "Умит" });
    await someMember(hub.db, { hub: there, ...twin });
    const { words, main } = await look(coordinator);
    expect(words).toContain("Is somebody here twice? · 1");
    expect(words).toContain("same name and date of birth");
    for (const id of [one, other]) expect(main).toContain(`href="/en/people/${id}"`);
    const [, line = ""] = /value="([0-9a-f-]{36}_[0-9a-f-]{36})"/.exec(main) ?? [];
    expect(line.split("_").sort()).toEqual([one, other].sort());
    const before = await acts("members.tell_apart");
    for (let sent = 0; sent < 2; sent += 1) {
      const done = await act(coordinator, "members.doubles", line);
      expect((await after(coordinator, done)).words).toContain("Noted: these are two people.");
    }
    expect(await acts("members.tell_apart")).toBe(before + 1);
    expect((await look(coordinator)).words).not.toContain("Is somebody here twice?");
  });

  test("comes up for the same contact and given name, not for brothers and sisters who share a phone", async () => {
    const given = { hub: here, status: "volunteer", contact: family } as const;
    await member({ ...given, given_name: "Нұрлан", surname: "Оспанов" });
    await member({ ...given, given_name: "Аружан", surname: "Оспанова" });
    expect((await look(coordinator)).words).not.toContain("Is somebody here twice?");
    await member({ ...given, given_name: "нұрлан", surname: "Оспнов" });
    const { words } = await look(coordinator);
    expect(words).toContain("Is somebody here twice? · 1");
    expect(words).toContain("same contact and given name");
  });

  test("cannot be settled by somebody who may not see both", async () => {
    const one = await someMember(hub.db, { hub: there, ...twin, birth_date: "2008-02-04" });
    const other = await someMember(hub.db, { hub: here, ...twin, birth_date: "2008-02-04" });
    const settled = () => hub.db.selectFrom("people.told_apart").select("one_id").execute();
    const before = (await settled()).length;
    for (const line of [`${one}_${other}`, `${other}_${other}`, other, "x_y"]) {
      const done = await act(coordinator, "members.doubles", line);
      expect(done.to).toBe("/en/today?done=members.doubles&count=0&left=1");
    }
    expect(await settled()).toHaveLength(before);
  });
});

test("what changed since yesterday is counted for those one looks after, without anybody who waited for consent", async () => {
  const town = await someHub(hub.db, { slug: "semey" });
  const session = await staff("coordinator", town);
  const hours = (count: number) => new Date(hub.now().getTime() - count * 3_600_000);
  await member({ hub: town, joined: hours(1) });
  await member({ hub: town, status: "volunteer", joined: hours(34) });
  await member({ hub: town, joined: hours(36) }); // the day before yesterday, in the hub's zone
  await member({ hub: town, status: "waiting_for_consent", joined: hours(1) });
  for (const [from, status] of [
    ["volunteer", "volunteer"],
    ["waiting_for_consent", "waiting_for_consent"],
  ] as const) {
    const person = await member({ hub: town, status, joined: ago(90) });
    const { id } = await membershipOf(person);
    await sql`update members.membership set status = 'left', status_at = ${hub.now()} where id = ${id}`.execute(
      hub.db,
    );
    const change = { membership_id: id, at: hub.now(), from_status: from, to_status: "left" };
    await hub.db.insertInto("members.status_change").values(change).execute();
  }
  const { words, main } = await look(session);
  expect(words.slice(words.indexOf("What changed"))).toBe(
    "What changed since yesterday Joined 2 Became volunteers 1 Left 1 ",
  );
  expect(main).toContain('href="/en/people?sort=joined"');
});

describe("an administrator", () => {
  test("meets notices that did not arrive by reason, sends again those that can be, and reads no address", async () => {
    const notice = { channel: "mail", language: "kk", recipient: "canary@example.org", kind: "welcome" };
    const failed = { failed_at: hub.now(), created_at: ago(0.1) };
    const text = Buffer.from("sealed");
    await hub.db
      .insertInto("platform.notice")
      .values([
        { ...notice, ...failed, failure: "unreachable", sealed: text },
        { ...notice, ...failed, failure: "unreachable", sealed: text },
        { ...notice, ...failed, failure: "refused" },
        { ...notice, ...failed, failure: "too_late", kind: "code" },
        { ...notice, ...failed, failure: "timed_out", created_at: hub.now(), sealed: text },
      ])
      .execute();
    const { words, main } = await look(admin);
    expect(words).toContain("Notices that did not arrive · 3");
    expect(words).toContain("2 notices: the server could not be reached");
    expect(words).toContain("1 notice: the server did not take them");
    expect(words).not.toMatch(/too late|in time|canary/);
    expect(main).toContain('href="/en/outbox"');
    const done = await act(admin, "notices.failed", "unreachable");
    expect((await after(admin, done)).words).toContain("2 notices are on their way again.");
    expect((await look(admin)).words).not.toContain("could not be reached");
    const again = await act(admin, "notices.failed", "unreachable");
    expect((await after(admin, again)).words).toContain("There is nothing left to send again.");
    expect(await acts("notices.try_again")).toBe(1);
    const waiting = await sql<{ count: number }>`
      select count(*) from jobs.job where name = 'notices.deliver' and state = 'created'`.execute(hub.db);
    expect(waiting.rows[0]?.count).toBe(2);
  });

  test("meets work that stopped and starts it again; what succeeded since is no matter any more", async () => {
    await stopped("members.end_waiting", "failed");
    await stopped("notices.forget", "failed");
    await stopped("notices.forget", "completed");
    const { words } = await look(admin);
    expect(words).toContain("Work that stopped · 1");
    expect(words).toContain("Ending waiting for consent after 30 days");
    const done = await act(admin, "jobs.stopped", "members.end_waiting", "no.such.job");
    expect(done.to).toBe("/en/today?done=jobs.stopped&count=1&left=1");
    expect((await look(admin)).words).not.toContain("Work that stopped");
    expect(await acts("jobs.try_again")).toBe(1);
    await hub.jobs.run();
  });

  test("is led to the chain of entries where nobody seals it, or it does not stand", async () => {
    const now = hub.now();
    expect((await look(admin)).words).not.toContain("Entries are not being sealed");
    hub.set(new Date(now.getTime() + 11 * 60_000));
    const check = { at: now, entries: 1, head: Buffer.alloc(32), problem: "entry_changed", place: "1" };
    await hub.db.insertInto("platform.audit_check").values(check).execute();
    const { words } = await look(admin);
    expect(words).toContain("Entries are not being sealed");
    expect(words).toContain("The chain of entries is not whole");
    hub.set(now);
  });

  test("alone: a coordinator meets none of this and cannot do it", async () => {
    const { words } = await look(coordinator);
    expect(words).not.toMatch(/did not arrive|Work that stopped|chain of entries/);
    await stopped("hubs.clear_drafts", "failed");
    for (const [key, line] of [
      ["notices.failed", "refused"],
      ["jobs.stopped", "hubs.clear_drafts"],
    ] as const)
      expect((await act(coordinator, key, line)).to).toBe(`/en/today?done=${key}&count=0&left=1`);
  });

  const stopped = (name: string, state: "failed" | "completed") =>
    sql`insert into jobs.job (name, state, completed_on, policy)
      values (${name}, ${state}::jobs.job_state, now(), 'standard')`.execute(hub.db);
});

test("every kind of work in the background has a name in words", () => {
  expect(jobsOfAll.filter((job) => !jobInWords(job.name)).map((job) => job.name)).toEqual([]);
});
