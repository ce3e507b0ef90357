import { beforeAll, describe, expect, test } from "vitest";
import { openSampleHub, type SampleHub } from "../../../tests/sample-hub.ts";
import { fullnessOf } from "./disk.ts";

const gb = 2 ** 30;

test.each([
  [16, 20, 10, "enough"],
  [2.9, 20, 10, "nearly"],
  [1.9, 20, 10, "full"],
  [6, 1_000, 10, "nearly"],
  [8, 1_000, 10, "enough"],
  [4.9, 1_000, 10, "full"],
  [0.1, 20, 0, "enough"],
] as const)(
  "with %s GB of %s GB free and a guard of %s percent there is %s",
  (free, total, guard, answer) => {
    expect(fullnessOf({ free: free * gb, total: total * gb }, guard)).toBe(answer);
  },
);

describe("while the disk is full", () => {
  let hub: SampleHub;
  beforeAll(async () => {
    hub = await openSampleHub();
  });
  const join = (language: string) =>
    hub.visit({ method: "POST", url: `/${language}/join`, payload: { hub: "kokshetau" } });

  test("whoever sends a form reads in their language that nothing was saved and what to do", async () => {
    hub.fill(0.09);
    const sentences = { kk: "Хаб серверінде орын қалмады", ru: "закончилось место", en: "no room left" };
    for (const [language, sentence] of Object.entries(sentences)) {
      const answer = await join(language);
      expect(answer.statusCode).toBe(507);
      expect(answer.body).toContain(sentence);
      expect(answer.body).toContain("data-unanswered");
    }
  });

  test("people go on reading, and come in and out", async () => {
    hub.fill(0.09);
    expect((await hub.visit({ url: "/kk/hubs" })).statusCode).toBe(200);
    const session = await hub.sessionOf("volunteer");
    expect((await hub.visit({ url: "/kk/me", session })).statusCode).toBe(200);
    expect((await hub.visit({ method: "POST", url: "/kk/sign-out", session })).statusCode).toBe(303);
  });

  test("staff are warned on every page before and while it is full, others are not", async () => {
    const words = { nearly: "disk is nearly full", full: "disk is full" };
    const page = async (role: "coordinator" | "waiting") =>
      (await hub.visit({ url: "/en/areas", session: await hub.sessionOf(role) })).body;
    hub.fill(0.14);
    expect(await page("coordinator")).toContain(words.nearly);
    expect((await join("kk")).statusCode).toBe(303);
    hub.fill(0.09);
    expect(await page("coordinator")).toContain(words.full);
    expect(await page("waiting")).not.toContain("disk is");
    hub.fill(0.5);
    expect(await page("coordinator")).not.toContain("disk is");
  });

  test("forms are taken again as soon as there is room, without anybody's doing", async () => {
    hub.fill(0.09);
    expect((await join("kk")).statusCode).toBe(507);
    hub.fill(0.2);
    expect((await join("kk")).statusCode).toBe(303);
  });
});
