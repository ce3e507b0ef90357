import { beforeAll, describe, expect, test } from "vitest";
import { expected } from "./access.ts";
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
    hub.app.guarded.map(({ method, url, access }) => [`${method} ${url}`, access]),
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
      const refused =
        answer.statusCode === 403 ||
        answer.statusCode === 401 ||
        Boolean(answer.headers.location?.includes("/sign-in?")) ||
        (answer.statusCode === 303 && answer.headers.location === "/en/sign-in" && access !== "anyone");
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

/** The access list read by hand, apart from the product's own reading of it. */
function mayOpen(role: (typeof roles)[number], access: string): boolean {
  const holds: Record<(typeof roles)[number], string[]> = {
    nobody: [],
    waiting: ["member"],
    volunteer: ["member"],
    coordinator: ["member", "staff", "coordinator"],
    national_coordinator: ["member", "staff", "national_coordinator", "coordinator"],
    administrator: ["member", "staff", "administrator"],
  };
  return access === "anyone" || holds[role].includes(access);
}
