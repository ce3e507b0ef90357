import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { kill, postgresIn, until, visit } from "../start/process.ts";
import { acknowledged } from "./ledger.ts";
import { dice, full, kills } from "./seed.ts";
import { tell, underFire } from "./under-fire.ts";

vi.setConfig({ testTimeout: full ? 3_600_000 : 300_000 });
const times = kills(200, 5);

test(`nothing is lost or done twice when the database is killed ${times} times, and its files stay sound`, async () => {
  const { between, one } = dice("R2");
  const ready: number[] = [];
  const outcome = await underFire({}, async ({ hub, told, dir }) => {
    for (let time = 0; time < times; time += 1) {
      await told(between(1, 6));
      await sleep(between(0, 60));
      await until(() => postgresIn(dir).length > 1);
      const [main = Number.NaN, ...others] = postgresIn(dir);
      // Its first process, all of them at once as by a power cut, or one that serves a visitor.
      const victims = one([[main], [main, ...others], [one(others)]]);
      const began = performance.now();
      for (const pid of victims) kill(pid, "SIGKILL");
      await sleep(50);
      await until(async () => (await visit(hub())) === 200);
      ready.push(performance.now() - began);
    }
    await told(3);
  });
  tell(`R2, ${times} kills of the database`, outcome, ready);
  expect(outcome.lost).toEqual([]);
  expect(outcome.ledger.surprises).toEqual([]);
  expect(outcome.unsound).toEqual([]);
  expect(acknowledged(outcome.ledger)).toBeGreaterThan(times);
  expect(outcome.ledger.answers.get(500) ?? 0).toBe(0);
});
