import { beforeAll, expect, test } from "vitest";
import { openHub, type TestHub } from "./hub.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
});

test("somebody who asks for a page that is not there reads so, in the language of the address", async () => {
  const answer = await hub.visit({ url: "/ru/nowhere" });
  expect(answer.statusCode).toBe(404);
  expect(answer.body).toContain("Такой страницы нет");
});

test.each([
  ["/ru/me/security/password/removal", "/ru/me/security"],
  ["/kk/join/leaving?x=1", "/kk/join"],
  ["/en/sign-out", "/en/"],
])("somebody who opens %s, the address of a form, is led to the page above it", async (url, page) => {
  const answer = await hub.visit({ url });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, page]);
});

test("a form sent by another site is refused", async () => {
  const answer = await hub.visit({
    method: "POST",
    url: "/en/nowhere",
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect(answer.statusCode).toBe(403);
});

test("a route that does not say who may call it cannot be added", async () => {
  const { createServer } = await import("../src/platform/http/server.ts");
  const app = await createServer({
    settings: hub.settings,
    now: hub.now,
    identify: async () => null,
    surroundings: () => ({ navigation: { main: [], staff: [] }, sample: false }),
  });
  expect(() => app.get("/open", async () => "")).toThrow("does not state its access");
});
