import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canBeTried, deviceOf, isFresh, minutesAfter, needsTouch, ownPath, readCode } from "./rules.ts";

const now = new Date("2026-11-22T06:00:00Z");

describe("a code", () => {
  const fine = { confirmed_at: null, ended_at: null, expires_at: minutesAfter(now, 1), tries: 4 };
  test("may be tried until it is used, replaced, too old or tried five times", () => {
    expect(canBeTried(fine, now)).toBe(true);
    expect(canBeTried({ ...fine, confirmed_at: now }, now)).toBe(false);
    expect(canBeTried({ ...fine, ended_at: now }, now)).toBe(false);
    expect(canBeTried({ ...fine, expires_at: now }, now)).toBe(false);
    expect(canBeTried({ ...fine, tries: 5 }, now)).toBe(false);
  });

  test("is read with spaces, hyphens or wide digits, and only as six digits", () => {
    for (const text of ["123456", " 123 456 ", "123-456", "１２３４５６"])
      expect(readCode(text)).toBe("123456");
    for (const text of ["", "12345", "1234567", "12345a", "abcdef", "-123456.0"])
      expect(readCode(text)).toBeUndefined();
  });
});

describe("a session", () => {
  test("is fresh for ten minutes, and is written down as used every ten", () => {
    expect(isFresh({ created_at: minutesAfter(now, -9.9) }, now)).toBe(true);
    expect(isFresh({ created_at: minutesAfter(now, -10) }, now)).toBe(false);
    expect(needsTouch(minutesAfter(now, -9.9), now)).toBe(false);
    expect(needsTouch(minutesAfter(now, -10), now)).toBe(true);
  });

  const agents: [string, string][] = [
    [
      "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0 Mobile Safari/537.36",
      "Chrome, Android",
    ],
    [
      "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/22.0 Chrome/111.0 Mobile Safari/537.36",
      "Samsung Internet, Android",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0 YaBrowser/23.9 Safari/537.36",
      "Yandex, Windows",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0 Safari/537.36 Edg/118.0",
      "Edge, Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
      "Safari, iPhone",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:119.0) Gecko/20100101 Firefox/119.0", "Firefox, Linux"],
    ["curl/8.0", ""],
  ];
  test.each(agents)("is known again by browser and system: %s", (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });

  test("keeps nothing else of what a browser says of itself", () => {
    fc.assert(
      fc.property(fc.string(), (agent) => {
        expect(deviceOf(agent)).toMatch(/^([A-Z][A-Za-z ]+(, [A-Za-z]+)?)?$|^i(Phone|Pad)$|, i(Phone|Pad)$/);
      }),
    );
    expect(deviceOf(undefined)).toBe("");
  });
});

describe("the page to go on to", () => {
  test("is one of ours, its language left to the page that leads there", () => {
    expect(ownPath("/me")).toBe("/me");
    expect(ownPath("/people?q=%D0%90&page=2")).toBe("/people?q=%D0%90&page=2");
    expect(ownPath("/ru/people")).toBe("/people");
    expect(ownPath("/kk")).toBe("/");
    expect(ownPath("/")).toBe("/");
  });

  test("is never anything else, whatever is written", () => {
    const trick = fc.array(
      fc.constantFrom("/", "\\", "//", "kk", "ru", "@", ":", "http:", "evil.kz", "%2f", "\t", "?", "#", "."),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          trick.map((parts) => parts.join("")),
        ),
        (text) => {
          const path = ownPath(text);
          const address =
            path === undefined ? "http://ours.kz/" : new URL(`/kk${path}`, "http://ours.kz").href;
          expect(new URL(address).origin).toBe("http://ours.kz");
          expect(new URL(path ?? "/", "http://ours.kz").origin).toBe("http://ours.kz");
        },
      ),
      { numRuns: 2_000 },
    );
    expect(ownPath(undefined)).toBeUndefined();
    expect(ownPath(["/me"])).toBeUndefined();
    expect(ownPath("/sign-in?next=/sign-in")).toBeUndefined();
  });
});
