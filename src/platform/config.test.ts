import { expect, test } from "vitest";
import { readSettings } from "./config.ts";

const real = {
  NODE_ENV: "production",
  SECRET: "a secret of thirty-two characters and more",
  PUBLIC_ADDRESS: "https://hub.example.kz",
};

test.each(["SECRET", "PUBLIC_ADDRESS"])("a hub for real people does not open without %s", (name) => {
  expect(() => readSettings({ ...real, [name]: "" })).toThrow(
    new RegExp(`^NODE_ENV=production needs the setting ${name}: `),
  );
});

test("a hub for real people has no sample people, even when asked to", () => {
  expect(readSettings({ ...real, SAMPLE: "yes" })).toMatchObject({ production: true, sample: false });
});

test.each(["web", "worker"])("a process that is only %s needs a database that others serve too", (ROLE) => {
  expect(() => readSettings({ ROLE })).toThrow(/shares a database .+ DATABASE_URL\.$/);
  expect(readSettings({ ROLE, DATABASE_URL: "postgres://hub" }).role).toBe(ROLE);
});

test("what a secret setting holds is never repeated", () => {
  expect(() => readSettings({ METRICS_TOKEN: "too short" })).toThrow(
    /^The setting METRICS_TOKEN cannot be used: /,
  );
});
