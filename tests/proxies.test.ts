import { describe, expect, test } from "vitest";
import { openHub } from "./hub.ts";

/** Asks three times from one socket where two requests a minute are allowed from one address. */
async function askThrice(proxies: number, forwarded: (turn: number) => string): Promise<number[]> {
  const { app } = await openHub({ TRUSTED_PROXIES: String(proxies), FLOOD_CEILING: "2" });
  const statuses: number[] = [];
  for (const turn of [1, 2, 3]) {
    const headers = { "x-forwarded-for": forwarded(turn) };
    const { statusCode } = await app.inject({ url: "/healthz", remoteAddress: "10.0.0.1", headers });
    statuses.push(statusCode);
  }
  return statuses;
}
const asOne = [200, 200, 429];
const asThree = [200, 200, 200];

describe("an address written into X-Forwarded-For", () => {
  test("is believed from nobody where no proxy stands in front", async () => {
    expect(await askThrice(0, (turn) => `203.0.113.${turn}`)).toEqual(asOne);
  });

  test("is the one that the only proxy added, whatever the visitor wrote before it", async () => {
    expect(await askThrice(1, (turn) => `198.51.100.7, 203.0.113.${turn}`)).toEqual(asThree);
    expect(await askThrice(1, (turn) => `198.51.100.${turn}, 203.0.113.7`)).toEqual(asOne);
  });

  test("is the one that the first of two proxies added, whatever stands before it", async () => {
    expect(await askThrice(2, (turn) => `198.51.100.7, 203.0.113.${turn}, 10.0.0.2`)).toEqual(asThree);
    expect(await askThrice(2, (turn) => `198.51.100.${turn}, 203.0.113.7, 10.0.0.2`)).toEqual(asOne);
  });
});
