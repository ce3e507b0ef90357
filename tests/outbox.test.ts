import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "./hub.ts";
import { somebody } from "./people.ts";
import { type Visitor, visitor } from "./visitor.ts";
import { startSession } from "../src/features/accounts/index.ts";
import type { Post } from "../src/platform/http/actor.ts";

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
  const token = await hub.db.transaction().execute((tx) => startSession(tx, id, "code", "", hub.now()));
  browser.cookies.set("session", token);
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
