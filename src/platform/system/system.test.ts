import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { openSampleHub, type SampleHub } from "../../../tests/sample-hub.ts";
import { readSettings } from "../config.ts";
import { platformLines } from "./lines.ts";
import { announceProcess, seenProcesses } from "./processes.ts";
import { readState, type StateReading } from "./state.ts";

const enough = { free: 9 * 10 ** 9, total: 10 ** 10 };
const real = {
  NODE_ENV: "production",
  SECRET: "s".repeat(40),
  PUBLIC_ADDRESS: "https://hub.example.kz",
  SMTP_URL: "smtp://mail.example.kz",
};

describe("how the hub is", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub();
  });
  beforeEach(async () => {
    for (const table of ["platform.process", "platform.notice"] as const)
      await hub.db.deleteFrom(table).execute();
  });

  /** The standing of every line, in a hub for real people unless told otherwise. */
  async function standings(environment: Record<string, string> = real, room = enough) {
    const settings = readSettings({ ...environment, VAR_DIR: "/tmp" });
    const disk = { room: () => room, fullness: () => "enough" as const };
    const parts = { db: hub.db, settings, disk, version: "1", started: hub.now() };
    const lines = await readState(platformLines, parts, hub.now());
    return Object.fromEntries(
      (lines as StateReading[]).map(({ name, standing, remedy }) => [
        name,
        remedy ? standing : `(${standing})`,
      ]),
    );
  }

  const here = (ROLE = "all", version = "1", secret = "s".repeat(40)) =>
    announceProcess(hub.db, {
      settings: readSettings({ ROLE, SECRET: secret, DATABASE_URL: "postgres://x" }),
      version,
      now: hub.now,
    });

  const notice = (row: { delivered_at?: Date; failed_at?: Date }) =>
    hub.db
      .insertInto("platform.notice")
      .values({
        created_at: hub.now(),
        kind: "code",
        channel: "mail",
        recipient: "a@example.org",
        language: "kk",
        ...(row.failed_at ? { failure: "refused" } : {}),
        ...row,
      })
      .execute();
  const ago = (minutes: number) => new Date(hub.now().getTime() - minutes * 60_000);

  test("asks nobody for anything while all is well", async () => {
    const leave = await here();
    const answer = await standings();
    await leave();
    expect(answer).toEqual({
      disk: "(good)",
      queue: "(good)",
      mail: "(good)",
      database: "(good)",
      processes: "(good)",
      version: "(plain)",
    });
  });

  test("asks for a process that does the background work", async () => {
    const leave = await here("web");
    expect(await standings()).toMatchObject({ processes: "bad" });
    await leave();
  });

  test("asks to restart processes that were left behind by an upgrade", async () => {
    const leaving = await Promise.all([here("web", "1"), here("worker", "2")]);
    expect(await standings()).toMatchObject({ version: "care", processes: "(good)" });
    for (const leave of leaving) await leave();
  });

  test("asks for room before and after writing is held back", async () => {
    expect(await standings(real, { free: 1.4e9, total: 1e10 })).toMatchObject({ disk: "care" });
    expect(await standings(real, { free: 0.9e9, total: 1e10 })).toMatchObject({ disk: "bad" });
  });

  test("asks for a mail server only where real people wait for letters", async () => {
    expect(await standings({ ...real, SMTP_URL: "" })).toMatchObject({ mail: "bad" });
    expect(await standings({})).toMatchObject({ mail: "(plain)" });
  });

  test("tells letters that fail now from letters that failed and go again", async () => {
    await notice({ failed_at: ago(30) });
    expect(await standings()).toMatchObject({ mail: "bad" });
    await notice({ delivered_at: ago(5) });
    expect(await standings()).toMatchObject({ mail: "care" });
  });

  test("asks about work that is due for long, not about work that is planned", async () => {
    const later = async (job: string, minutes: number) => {
      await hub.db.transaction().execute((tx) => hub.jobs.enqueue(tx, job, { id: "x" }));
      const { sql } = await import("kysely");
      await sql`update jobs.job set start_after = ${ago(-minutes)} where name = ${job}`.execute(hub.db);
    };
    await later("notices.deliver", 30);
    expect(await standings()).toMatchObject({ queue: "(good)" });
    await later("notices.deliver", -30);
    expect(await standings()).toMatchObject({ queue: "bad" });
  });

  test("forgets a process that was killed, and refuses one with another secret only while others live", async () => {
    await here("web");
    const stranger = () => here("web", "1", "z".repeat(40));
    await expect(stranger()).rejects.toThrow(/serves this database with another SECRET/);
    expect(await seenProcesses(hub.db, hub.now())).toHaveLength(1);
    const later = new Date(hub.now().getTime() + 40_000);
    expect(await seenProcesses(hub.db, later)).toEqual([]);
    hub.set(later);
    await stranger();
    expect(await seenProcesses(hub.db, hub.now())).toHaveLength(1);
  });

  test("a line that cannot be read hides no other", async () => {
    const broken = { name: "broken", read: () => Promise.reject(new Error("away")) };
    const settings = readSettings({ ...real, VAR_DIR: "/tmp" });
    const disk = { room: () => enough, fullness: () => "enough" as const };
    const parts = { db: hub.db, settings, disk, version: "1", started: hub.now() };
    const lines = await readState([broken, ...platformLines], parts, hub.now());
    expect(lines.map((each) => "unread" in each)).toEqual([true, ...platformLines.map(() => false)]);
  });
});

describe("the page of it", () => {
  let hub: SampleHub;
  beforeAll(async () => {
    hub = await openSampleHub();
  });

  test.each([
    ["kk", "Хабтың жай-күйі", "шара қажет"],
    ["ru", "Состояние хаба", "нужно действовать"],
    ["en", "How the hub is", "act now"],
  ])("tells an administrator in %s how things stand and what to do", async (language, title, standing) => {
    const session = await hub.sessionOf("administrator");
    const page = await hub.visit({ url: `/${language}/system`, session });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(title);
    expect(page.body.toLowerCase()).toContain(standing); // no process was announced in this test
    expect(page.body).toContain("PostgreSQL 18");
  });
});
