import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { fullSession } from "./factor.ts";
import { openHub, type TestHub } from "./hub.ts";
import { somebody } from "./people.ts";
import { type Visitor, visitor } from "./visitor.ts";
import { Forbidden } from "../src/platform/errors.ts";
import type { Post } from "../src/platform/http/actor.ts";
import { fileOfNotices } from "../src/platform/notices/exporting.ts";
import { addNotice } from "../src/platform/notices/store.ts";
import { holding } from "./members.ts";

let sample: TestHub;
let real: TestHub;
beforeAll(async () => {
  sample = await openHub();
  await sample.db.updateTable("platform.installation").set({ sample_loaded_at: sample.now() }).execute();
  real = await openHub({ SAMPLE: "no" });
  for (const hub of [sample, real]) await visitor(hub).post("/en/sign-in", { contact: "aisulu@mail.kz" });
});

async function signedIn(hub: TestHub, post?: Post): Promise<Visitor & { id: string }> {
  const { id } = await somebody(hub.db);
  if (post)
    await hub.db.insertInto("members.post").values({ person_id: id, post, since: hub.now() }).execute();
  const browser = visitor(hub);
  browser.cookies.set("session", await fullSession(hub, id));
  return { ...browser, id };
}

const digits = /(?<![\d#-])\d{6}(?!\d)/;
const mainOf = (body: string) => body.slice(body.indexOf("<main"), body.indexOf("</main>"));

describe("the outbox of a sample hub", () => {
  test("shows whoever tries it on their own machine the code they need", async () => {
    const page = await visitor(sample).get("/en/outbox");
    expect(page.statusCode).toBe(200);
    expect(mainOf(page.body)).toContain("aisulu@mail.kz");
    expect(mainOf(page.body)).toMatch(digits);
  });

  const far = {
    "from another machine": { remoteAddress: "10.0.0.7" },
    "through a proxy": { headers: { "x-forwarded-for": "127.0.0.1" } },
    "by another name": { headers: { host: "evil.example" } },
  };
  test.each(Object.entries(far))("is not there %s", async (_where, options) => {
    const page = await visitor(sample).get("/en/outbox", options);
    expect(page.statusCode).toBe(404);
    expect((await (await signedIn(sample)).get("/en/outbox", options)).statusCode).toBe(404);
    const admin = await (await signedIn(sample, "administrator")).get("/en/outbox", options);
    expect(admin.statusCode).toBe(200);
    expect(mainOf(admin.body)).not.toMatch(digits);
  });
});

describe("the outbox of a hub with real people", () => {
  test("shows an administrator that something was sent and roughly to whom, never what", async () => {
    const admin = await signedIn(real, "administrator");
    const page = await admin.get("/en/outbox");
    expect(page.statusCode).toBe(200);
    expect(mainOf(page.body)).toContain("a•••@mail.kz");
    expect(mainOf(page.body)).toContain("One-time code");
    expect(page.body).not.toContain("aisulu");
    expect(mainOf(page.body)).not.toMatch(digits);
    const looked = await real.db
      .selectFrom("platform.audit_entry")
      .select(["act", "actor_id"])
      .where("act", "=", "notices.look")
      .execute();
    expect(looked).toEqual([{ act: "notices.look", actor_id: admin.id }]);
  });

  test("is nobody else's to look at", async () => {
    expect((await visitor(real).get("/en/outbox")).headers.location).toContain("/en/sign-in");
    expect((await (await signedIn(real)).get("/en/outbox")).statusCode).toBe(403);
    expect((await (await signedIn(real, "national_coordinator")).get("/en/outbox")).statusCode).toBe(403);
  });
});

describe("the outbox as a file", () => {
  const take = async (browser: Visitor, language = "en") => {
    const { body } = await browser.post(`/${language}/outbox/export`, { format: "csv" });
    return parse(body, { bom: true, delimiter: ";" }) as string[][];
  };
  const write = (row: { channel: string; recipient: string; failure?: string; created_at: Date }) =>
    real.db.transaction().execute((tx) => {
      const failed_at = row.failure ? row.created_at : null;
      return addNotice(tx, { kind: "welcome", language: "kk", ...row, failed_at, sealed: null });
    });
  const minutes = (count: number) => new Date(real.now().getTime() + count * 60_000);

  test("holds what its page tells an administrator, no live cell, and no address (S8)", async () => {
    const admin = await signedIn(real, "administrator");
    await write({ channel: "sms", recipient: "+77011234567", created_at: minutes(1) });
    await write({
      channel: "mail",
      recipient: "=cmd@mail.kz",
      failure: "unreachable",
      created_at: minutes(2),
    });
    expect(await take(admin)).toEqual([
      ["Kind", "To", "Written", "Time", "State"],
      [
        "Joined a hub",
        "'=•••@mail.kz",
        "2026-11-22",
        "11:02",
        "not delivered: the server could not be reached",
      ],
      ["Joined a hub", "'+7 ••• ••• 45 67", "2026-11-22", "11:01", "waiting"],
      ["One-time code", "a•••@mail.kz", "2026-11-22", "11:00", "waiting"],
    ]);
    expect((await take(admin, "kk"))[0]).toEqual(["Не туралы", "Кімге", "Қашан", "Уақыты", "Күйі"]);
    expect((await admin.get("/en/outbox")).body).toContain('action="/en/outbox/export"');
  });

  test("is never longer than the page, and that it was taken is written down", async () => {
    const admin = await signedIn(real, "administrator");
    for (let each = 0; each < 55; each += 1)
      await write({ channel: "mail", recipient: "b@mail.kz", created_at: minutes(3) });
    const shown = (await admin.get("/en/outbox")).body.match(/b•••@mail\.kz/g);
    expect([(await take(admin)).length - 1, shown?.length]).toEqual([50, 50]);
    const taken = await real.db
      .selectFrom("platform.audit_entry")
      .select(["act", "subject_kind", "subject_id"])
      .where("actor_id", "=", admin.id)
      .where("act", "in", ["notices.export", "export.end"])
      .orderBy("id")
      .execute();
    const subject = { subject_kind: "outbox", subject_id: "newest" };
    expect(taken).toEqual([
      { act: "notices.export", ...subject },
      { act: "export.end", ...subject },
    ]);
  });

  test("is nobody else's, holds no letters on a sample hub either, and its address leads to the page", async () => {
    for (const post of [undefined, "national_coordinator"] as const)
      expect((await (await signedIn(real, post)).post("/en/outbox/export")).statusCode).toBe(403);
    expect((await visitor(sample).post("/en/outbox/export")).headers.location).toContain("/en/sign-in");
    expect(() => fileOfNotices(holding(["national_coordinator", null]), real.now())).toThrow(Forbidden);
    const admin = await signedIn(sample, "administrator");
    const rows = (await take(admin)).flat().join(" ");
    expect(rows).toContain("a•••@mail.kz");
    expect(rows).not.toMatch(digits);
    expect((await admin.get("/en/outbox/export")).headers.location).toBe("/en/outbox");
  });
});
