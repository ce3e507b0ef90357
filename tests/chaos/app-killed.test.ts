import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { dice, full } from "./seed.ts";
import { tell, underFire } from "./under-fire.ts";

vi.setConfig({ testTimeout: 3_600_000 });
const kills = full ? 500 : 20;

test(`nothing that anybody was told is done is lost or done twice when the hub is killed ${kills} times`, async () => {
  const { between } = dice("R1");
  const ready: number[] = [];
  const outcome = await underFire({}, async ({ hub, start }) => {
    for (let kill = 0; kill < kills; kill += 1) {
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
  tell(`R1, ${kills} kills of the hub`, outcome, ready);
  expect(outcome.lost).toEqual([]);
  expect(outcome.ledger.surprises).toEqual([]);
  expect(outcome.unsound).toEqual([]);
  expect(outcome.ledger.joined.size).toBeGreaterThan(kills / 4);
  expect(outcome.ledger.volunteers.size).toBeGreaterThan(kills / 4);
});
