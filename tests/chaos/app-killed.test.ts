import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { dice, full, kills } from "./seed.ts";
import { tell, underFire } from "./under-fire.ts";

vi.setConfig({ testTimeout: full ? 3_600_000 : 300_000 });
const times = kills(500, 20);

test(`nothing that anybody was told is done is lost or done twice when the hub is killed ${times} times`, async () => {
  const { between } = dice("R1");
  const ready: number[] = [];
  const outcome = await underFire({}, async ({ hub, start }) => {
    for (let kill = 0; kill < times; kill += 1) {
      await sleep(between(50, full ? 1_500 : 600));
      const killed = hub();
      killed.signal("SIGKILL");
      await killed.ended;
      const began = performance.now();
      await start();
      ready.push(performance.now() - began);
    }
    await sleep(300);
  });
  tell(`R1, ${times} kills of the hub`, outcome, ready);
  expect(outcome.lost).toEqual([]);
  expect(outcome.ledger.surprises).toEqual([]);
  expect(outcome.unsound).toEqual([]);
  expect(outcome.ledger.joined.size).toBeGreaterThan(times / 4);
  expect(outcome.ledger.volunteers.size).toBeGreaterThan(times / 4);
});
