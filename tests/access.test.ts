import type { LightMyRequestResponse } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { startSession } from "../src/features/accounts/index.ts";
import { expected } from "./access.ts";
import { mayOpen } from "./doors.ts";
import { openSampleHub, roles, type SampleHub } from "./sample-hub.ts";

let hub: SampleHub;
beforeAll(async () => {
  hub = await openSampleHub();
});

/** Addresses that exist for nobody: whoever may not call the route is refused before anything is looked up. */
const address = (url: string) =>
  url
    .replace(/:code\b/, "000000001")
    .replace(/:slug\b/, "no-such-hub")
    .replace(/:(number|key)\b/, "0")
    .replace(/:[a-z_]+/gi, "00000000-0000-4000-8000-000000000000");

test("every route of the house stands in the list of who may call it, and no other", () => {
  const actual = Object.fromEntries(
    hub.app.guarded.map(({ method, url, access }) => [`${method} ${url}`, String(access)]),
  );
  const pages = Object.entries(actual).filter(
    ([route]) => !/^GET \/(assets\/|icons\/|[^/]+\.[a-z]+$)/.test(route),
  );
  expect(Object.fromEntries(pages)).toEqual(expected);
});

describe.each(roles)("for %s", (role) => {
  test("each route opens or refuses as the list says", async () => {
    const wrong: string[] = [];
    for (const [route, access] of Object.entries(expected)) {
      const [method, url] = route.split(" ") as ["GET" | "POST", string];
      const session = role === "nobody" ? undefined : await hub.sessionOf(role);
      const answer = await hub.visit({
        method,
        url: `/en${address(url)}`,
        ...(session ? { session } : {}),
        ...(method === "POST" ? { payload: {} } : {}),
      });
      const refused = isRefused(answer, access);
      const may = mayOpen(role, access);
      if (refused === may || answer.statusCode >= 500)
        wrong.push(`${route} (${access}) gave ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });
});

test("every route that changes something refuses what another site sends", async () => {
  const opened: string[] = [];
  for (const route of Object.keys(expected).filter((each) => !each.startsWith("GET "))) {
    const [method, url] = route.split(" ") as ["POST", string];
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "", origin: "https://evil.example" },
    ]) {
      const answer = await hub.visit({
        method,
        url: `/en${address(url)}`,
        headers,
        session: await hub.sessionOf("administrator"),
      });
      if (answer.statusCode !== 403) opened.push(`${route} gave ${answer.statusCode}`);
    }
  }
  expect(opened).toEqual([]);
});

describe("somebody half signed in, whatever post they have", () => {
  test("opens what is declared for them, sees public pages as nobody does, and is led to finish everywhere else", async () => {
    const wrong: string[] = [];
    const { person_id } = await hub.db
      .selectFrom("members.post")
      .select("person_id")
      .where("post", "=", "administrator")
      .executeTakeFirstOrThrow();
    for (const [route, access] of Object.entries(expected)) {
      // Each route meets a new half session, for some of them end it.
      const session = await hub.db
        .transaction()
        .execute((tx) => startSession(tx, person_id, "code", "", hub.now()));
      const [method, url] = route.split(" ") as ["GET" | "POST", string];
      const asked = { method, url: `/en${address(url)}`, ...(method === "POST" ? { payload: {} } : {}) };
      const answer = await hub.visit({ ...asked, session });
      const told = `${route} (${access}) gave ${answer.statusCode} ${answer.headers.location ?? ""}`;
      const led =
        answer.statusCode === 303 && /^\/en\/sign-in\/second(\?next=|$)/.test(answer.headers.location ?? "");
      if (access === "half" && (answer.statusCode === 403 || answer.statusCode >= 500)) wrong.push(told);
      if (access === "anyone") {
        const nobody = await hub.visit(asked);
        if (nobody.statusCode !== answer.statusCode || nobody.headers.location !== answer.headers.location)
          wrong.push(`${told}, to nobody ${nobody.statusCode} ${nobody.headers.location ?? ""}`);
      }
      if (access !== "half" && access !== "anyone" && !led && !isNeutral(url, answer.statusCode))
        wrong.push(told);
    }
    expect(wrong).toEqual([]);
  });
});

/** Data for islands stands at an address without a language, and says only that one is not in. */
const isNeutral = (url: string, status: number) => status === 401 && url.endsWith("/options");

const isRefused = ({ statusCode, headers }: LightMyRequestResponse, access: string): boolean =>
  statusCode === 403 ||
  statusCode === 401 ||
  Boolean(headers.location?.includes("/sign-in?")) ||
  (statusCode === 303 && headers.location === "/en/sign-in" && access !== "anyone") ||
  // Whoever is in already has no step of signing in left.
  (statusCode === 303 && headers.location === "/en/me" && access === "half");
