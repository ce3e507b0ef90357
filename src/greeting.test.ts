import { expect, test } from "vitest";
import { greeting } from "./greeting.ts";
import type { OpenHub } from "./opening.ts";
import { readSettings } from "./platform/config.ts";

const missing = "No mail server is set";
const hub = (sample: boolean) =>
  ({ address: "http://127.0.0.1:3000", dataDir: "/srv/hub/postgres", sample }) as OpenHub;
const shared = {
  DATABASE_URL: "postgres://127.0.0.1/hub",
  SECRET: "a secret long enough for several processes",
};
const told = (environment: Record<string, string>) =>
  greeting(hub(false), readSettings({ ...shared, ...environment }));

test("whoever opens a hub without a mail server reads that no code will arrive", async () => {
  expect(await told({})).toContain(missing);
  expect(await told({ ROLE: "worker" })).toContain(missing);
});

test("whoever named a mail server, or only serves pages, reads nothing of it", async () => {
  expect(await told({ SMTP_URL: "smtp://mail.example.kz:587" })).not.toContain(missing);
  expect(await told({ ROLE: "web" })).not.toContain(missing);
});
