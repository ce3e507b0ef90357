import { beforeAll, expect, test } from "vitest";
import type { TestHub } from "../../../tests/hub.ts";
import { live, lives, openLives, type Parts, type Step } from "../../../tests/lives.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { openLink } from "./actions/answer.ts";
import { purposes } from "./rules/standing.ts";

let hub: TestHub;
let parts: Parts;
beforeAll(async () => {
  ({ hub, parts } = await openLives());
});

test("on no path does a minor take part without a guardian's agreement that stands, or take a barred task", async () => {
  await expect(lives(parts, 500, 2026)).resolves.toBeUndefined();
}, 600_000);

test("a withdrawal that reaches no other room would be found", async () => {
  const deaf = { ...parts, consentChanged: async () => {} };
  const agreed: Step[] = ["name_mother", "agree"];
  await live(parts, agreed);
  await expect(
    live({ ...deaf, consentChanged: onlyFirst(parts.consentChanged) }, [...agreed, "withdraw"]),
  ).rejects.toThrow('a way around: registered in kokshetau after "withdraw"');
});

function onlyFirst(tell: FeatureParts["consentChanged"]): FeatureParts["consentChanged"] {
  let told = false;
  return async (...about) => {
    if (told) return;
    told = true;
    await tell(...about);
  };
}

test("the link of a life that agreed is answered, and nothing else is asked by it", async () => {
  await live(parts, ["name_mother"]);
  const asked = await openLink(hub.db, parts.links.at(-1) ?? "", hub.now());
  expect(asked).toMatchObject({ state: "open" });
  expect(asked.texts.map(({ purpose }) => purpose)).toEqual([...purposes]);
});
