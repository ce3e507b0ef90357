import { sql } from "kysely";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { poolOf } from "../src/platform/db/pool.ts";
import { openHub } from "./hub.ts";

test("while a long line waits for the database, whoever comes is told at once to come back, and is let in after it", async () => {
  const { app, db } = await openHub();
  // Everybody in line wants what one of them holds.
  const crowd = Array.from({ length: 150 }, () =>
    db.transaction().execute((tx) => sql`select pg_advisory_xact_lock(1), pg_sleep(0.02)`.execute(tx)),
  );
  while (poolOf(db).waitingCount < 130) await sleep(5);
  const page = await app.inject({ url: "/en/hubs" });
  expect(page.statusCode).toBe(503);
  expect(page.headers["retry-after"]).toBe("10");
  expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
  await Promise.all(crowd);
  expect((await app.inject({ url: "/en/hubs" })).statusCode).toBe(200);
});
