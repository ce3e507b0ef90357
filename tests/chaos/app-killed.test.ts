import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { acknowledged } from "./ledger.ts";
import { dice, full, kills } from "./seed.ts";
import { tell, underFire } from "./under-fire.ts";

vi.setConfig({ testTimeout: full ? 3_600_000 : 300_000 });
const times = kills(500, 20);

test(`nothing that anybody was told is done is lost or done twice when the hub is killed ${times} times`, async () => {
  const { between } = dice("R1");
  const ready: number[] = [];
  const outcome = await underFire({}, async ({ hub, start, told }) => {
    for (let kill = 0; kill < times; kill += 1) {
      await told(between(1, 4));
      await sleep(between(0, 60));
      const killed = hub();
      killed.signal("SIGKILL");
      await killed.ended;
      const began = performance.now();
      await start();
      ready.push(performance.now() - began);
    }
    await told(3);
  });
  tell(`R1, ${times} kills of the hub`, outcome, ready);
  expect(outcome.lost).toEqual([]);
  expect(outcome.ledger.surprises).toEqual([]);
  expect(outcome.unsound).toEqual([]);
  expect(acknowledged(outcome.ledger)).toBeGreaterThan(times);
});
