import { beforeAll, expect, test } from "vitest";
import { lives, openLives, type Parts } from "../lives.ts";

let parts: Parts;
beforeAll(async () => {
  ({ parts } = await openLives());
});

test("in ten thousand lives no minor takes part without a guardian's agreement that stands, or takes a barred task", async () => {
  await expect(lives(parts, 10_000)).resolves.toBeUndefined();
}, 3_600_000);
