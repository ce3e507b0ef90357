import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { assert, asyncProperty, constantFrom, integer } from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { someMinor } from "../../../tests/consents.ts";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { type MemberGiven, someHub, someMember, somePost } from "../../../tests/members.ts";
import { erasePerson } from "../../app.ts";
import { connect } from "../../platform/db/pool.ts";
import { posts } from "../../platform/http/actor.ts";
import { languages, speak } from "../../platform/i18n/language.ts";
import { agreeByJoining, joiningText } from "../consents/index.ts";
import {
  type HubTask,
  insistOn,
  mayAllTake,
  mayPublish,
  mayTake,
  type Path,
  type Permit,
  refusalInWords,
  whoMayTake,
} from "./index.ts";
import { barredTags, paths, tags, type Verdict } from "./rules/tasks.ts";

let hub: TestHub;
let here: string;
let far: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  far = await someHub(hub.db, { slug: "berlin", time_zone: "Europe/Berlin" });
});

const task = (given: Partial<HubTask> = {}): HubTask => ({
  id: randomUUID(),
  hub_id: here,
  tags: [],
  first_day: "2026-12-05",
  lowest_age: null,
  ...given,
});

/** Somebody who has agreed to taking part themselves. */
async function agreed(given: Partial<MemberGiven> = {}): Promise<string> {
  const birth_date = given.birth_date ?? "2009-03-07";
  const id = await someMember(hub.db, { hub: here, ...given, birth_date });
  const joined = new Date("2025-12-01T00:00:00Z");
  const { id: read } = await joiningText(hub.db, "kk");
  await hub.db.transaction().execute((tx) => agreeByJoining(tx, hub.settings, { person: id, read }, joined));
  return id;
}

const ask = (person: string, of: HubTask, path: Path, by: string | null = null, now = hub.now()) =>
  hub.db.transaction().execute((tx) => mayTake(tx, person, of, { path, by }, now));

const look = async (person: string, of: HubTask, path: Path = "sign_up", now = hub.now()) =>
  (await whoMayTake(hub.db, [person], of, path, now)).get(person);

describe("what the law bars below 18", () => {
  test("is refused on every path, whatever post the young person or whoever asks for them holds", async () => {
    const open: string[] = [];
    for (const post of posts) {
      const wide = post === "national_coordinator" || post === "administrator";
      const where = wide ? {} : { hub: here };
      const young = await agreed();
      const adult = await agreed({ birth_date: "1990-01-01" });
      for (const person of [young, adult]) await somePost(hub.db, { person, post, ...where });
      for (const path of paths)
        for (const tag of barredTags) {
          const barred = await ask(young, task({ tags: [tag] }), path, adult);
          if (barred.may || barred.reason !== "barred") open.push(`${post} ${path} ${tag}`);
          if (!(await ask(adult, task({ tags: [tag] }), path, adult)).may) open.push(`adult ${path} ${tag}`);
        }
      for (const tag of barredTags)
        if (mayPublish(task({ tags: [tag] })).may) open.push(`published with ${tag}`);
    }
    expect(open).toEqual([]);
  });

  test("is open from the first minute of the birthday in the task's own hub, and not a minute before", async () => {
    const person = await agreed({ birth_date: "2008-11-23" });
    const barred = task({ tags: ["emergency"], first_day: "2026-11-22" });
    const at = (moment: string, first_day: string) =>
      look(person, { ...barred, first_day }, "check_in", new Date(moment));
    expect(await at("2026-11-22T18:59:59.999Z", "2026-11-23")).toMatchObject({ reason: "barred" });
    expect(await at("2026-11-22T19:00:00Z", "2026-11-23")).toEqual({ may: true });
    // A task that began while they were 17 stays what it was.
    expect(await at("2026-11-22T19:00:00Z", "2026-11-22")).toMatchObject({ reason: "barred" });
    // Whoever will be 18 on its first day may sign up before, and check in only then.
    const later = task({ tags: ["emergency"], first_day: "2026-11-23" });
    expect(await look(person, later, "sign_up", new Date("2026-11-01T06:00:00Z"))).toEqual({ may: true });
  });

  test("turns with the calendar of the task's hub, whatever other hubs somebody belongs to", async () => {
    const person = await agreed({ birth_date: "2008-11-23" });
    await hub.db
      .insertInto("members.membership")
      .values({
        person_id: person,
        hub_id: far,
        status: "volunteer",
        joined_at: hub.now(),
        status_at: hub.now(),
      })
      .execute();
    const moment = new Date("2026-11-22T20:00:00Z"); // the 23rd in Kokshetau, still the 22nd in Berlin
    const barred = task({ tags: ["emergency"], first_day: "2026-11-23" });
    expect(await look(person, barred, "check_in", moment)).toEqual({ may: true });
    expect(await look(person, { ...barred, hub_id: far }, "check_in", moment)).toMatchObject({
      reason: "barred",
    });
  });

  test("for whoever was born on a 29 February, until 1 March of a common year", async () => {
    const person = await agreed({ birth_date: "2008-02-29" });
    const first = (first_day: string) => look(person, task({ tags: ["convicts"], first_day }));
    expect(await first("2026-02-28")).toMatchObject({ reason: "barred" });
    expect(await first("2026-03-01")).toEqual({ may: true });
  });

  test("at no moment around a birthday opens sooner than the hub's own midnight", async () => {
    const person = await agreed({ birth_date: "2006-03-01" });
    // Kokshetau's clocks went from UTC+6 to UTC+5 at the very midnight on which this birthday began.
    const birthday = Date.parse("2024-02-29T19:00:00Z");
    const anyMoment = integer({ min: -172_800_000, max: 172_800_000 }).map(
      (after) => new Date(birthday + after),
    );
    await assert(
      asyncProperty(anyMoment, constantFrom(...barredTags), async (moment, tag) => {
        const verdict = await look(
          person,
          task({ tags: [tag], first_day: "2024-03-01" }),
          "check_in",
          moment,
        );
        expect(verdict?.may).toBe(moment.getTime() >= birthday);
      }),
      { numRuns: 60 },
    );
  });
});

describe("who is not here", () => {
  test("takes nothing: those who wait, have left, belong elsewhere, are erased or unknown, all in one word", async () => {
    const waiting = (await someMinor(hub, { hub: here })).id;
    const gone = await agreed({ status: "left" });
    const elsewhere = await agreed({ hub: far });
    const erased = await agreed();
    await hub.db.transaction().execute((tx) => erasePerson(tx, erased, hub.now()));
    for (const person of [waiting, gone, elsewhere, erased, randomUUID()])
      for (const path of paths)
        expect(await ask(person, task(), path)).toEqual({ may: false, reason: "not_here" });
  });

  test("somebody registered who waits in a stricter hub takes nothing until a guardian agrees there too", async () => {
    const strict = await someHub(hub.db, { slug: "strict", consent_age: 18 });
    const person = await agreed();
    const row = {
      person_id: person,
      status: "waiting_for_consent",
      joined_at: hub.now(),
      status_at: hub.now(),
    };
    await hub.db
      .insertInto("members.membership")
      .values({ ...row, hub_id: strict })
      .execute();
    expect(await look(person, task())).toMatchObject({ reason: "no_consent", purpose: "data" });
  });

  test("whoever has agreed to taking part only, goes on no journey and stays no night", async () => {
    const person = await agreed();
    expect(await look(person, task())).toEqual({ may: true });
    expect(await look(person, task({ tags: ["travel"] }))).toMatchObject({ purpose: "travel" });
    expect(await look(person, task({ tags: ["overnight"] }))).toMatchObject({ purpose: "overnight" });
  });
});

describe("a permit", () => {
  test("says who may take what, by which way and when, and cannot be made by hand", async () => {
    const person = await agreed();
    const wanted = task();
    const taking = await ask(person, wanted, "promotion");
    if (!taking.may) throw new Error(taking.reason);
    expect(taking.permit).toEqual({ person, task: wanted.id, path: "promotion", at: hub.now() });
    expect(insistOn(taking.permit)).toBe(taking.permit);
    expect(() => insistOn({ ...taking.permit } as Permit)).toThrow(TypeError);
    expect(() => Object.assign(taking.permit, { person: randomUUID() })).toThrow(TypeError);
    // @ts-expect-error: what is written down by hand is no permit for the compiler either
    const byHand: Permit = { person, task: wanted.id, path: "promotion", at: hub.now() };
    expect(() => insistOn(byHand)).toThrow(TypeError);
  });

  test("is refused in writing: who asked, by which way and why, apart from the name", async () => {
    const young = await agreed();
    const staff = await agreed({ birth_date: "1990-01-01" });
    const barred = task({ tags: ["heavy_work"] });
    await ask(young, barred, "import", staff);
    await look(young, barred, "import");
    const entries = await hub.db
      .selectFrom("platform.audit_entry as entry")
      .innerJoin("platform.audit_detail as detail", "detail.entry_id", "entry.id")
      .select(["actor_id", "hub_id", "person_id", "fields"])
      .where("act", "=", "protection.refuse")
      .where("subject_id", "=", young)
      .execute();
    const fields = { reason: "barred", tag: "heavy_work", path: "import", task: barred.id };
    expect(entries).toEqual([{ actor_id: staff, hub_id: here, person_id: young, fields }]);
  });

  test("for many costs as many questions as for one, but for holding each of them", async () => {
    const people = await Promise.all([agreed(), agreed(), agreed(), agreed()]);
    let asked = 0;
    const db = connect(hub.settings.database_url ?? "", { max: 1, log: () => (asked += 1) });
    const questions = async (of: string[]) => {
      asked = 0;
      const verdicts = await whoMayTake(db, of, task(), "sign_up", hub.now());
      expect([...verdicts.values()]).toEqual(of.map((): Verdict => ({ may: true })));
      return asked;
    };
    const one = await questions(people.slice(0, 1));
    expect(await questions(people)).toBe(one);
    await db.destroy();
    const all = await hub.db
      .transaction()
      .execute((tx) => mayAllTake(tx, people, task(), { path: "import", by: null }, hub.now()));
    expect([...all.keys()].sort()).toEqual([...people].sort());
  });

  test("lets whoever withdraws wait until what it allowed is written down, so that the withdrawal meets it", async () => {
    const person = await agreed();
    const session = await fullSession(hub, person);
    const form = { method: "POST", url: "/en/me/consents/withdrawal", payload: { purpose: "data" } } as const;
    const isWithdrawn = async () =>
      (
        await hub.db
          .selectFrom("consents.consent")
          .select("withdrawn_at")
          .where("person_id", "=", person)
          .executeTakeFirstOrThrow()
      ).withdrawn_at !== null;
    let withdrawal: Promise<{ statusCode: number }> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await mayTake(tx, person, task(), { path: "sign_up", by: person }, hub.now());
      withdrawal = hub.visit({ ...form, session });
      await setTimeout(200);
      expect(await isWithdrawn()).toBe(false);
    });
    expect((await withdrawal)?.statusCode).toBe(303);
    expect(await isWithdrawn()).toBe(true);
  });
});

test("every refusal says what it is about and what to do, in each language", () => {
  const barred = task({ tags: ["travel", "refugees"] });
  for (const language of languages)
    speak(language, () => {
      const said = [
        ...(["unclear", "not_here", "too_young"] as const).map((reason) => ({ may: false as const, reason })),
        ...barredTags.map((tag) => ({ may: false as const, reason: "barred" as const, tag })),
        ...(["data", "travel", "overnight"] as const).map((purpose) => ({
          may: false as const,
          reason: "no_consent" as const,
          purpose,
        })),
        { may: false as const, reason: "only_for_adults" as const },
      ].map((refusal) => refusalInWords(refusal, barred));
      expect(new Set(said).size).toBe(said.length);
      expect(tags.length).toBe(7);
    });
});

test("anybody reads which tasks wait until 18, all of them, and why", async () => {
  const page = await hub.visit({ url: "/en/protection" });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("helping refugees and displaced people");
  expect(page.body.match(/<li>/g)?.length).toBeGreaterThanOrEqual(barredTags.length);
});
