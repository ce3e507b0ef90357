import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deriveKeys, seal, unseal } from "./keys.ts";

const keys = deriveKeys({ secret: "s".repeat(40) });

test("what was sealed opens with its key for its purpose, and shows nothing of the text", () => {
  const sealed = seal(keys.notices, "Код 123456", "notice 1");
  expect(unseal(keys.notices, sealed, "notice 1")).toBe("Код 123456");
  expect(sealed.includes("123456")).toBe(false);
  expect(seal(keys.notices, "Код 123456", "notice 1").equals(sealed)).toBe(false);
});

test("another key, another purpose, a changed or a missing byte open nothing", () => {
  const sealed = seal(keys.notices, "text", "notice 1");
  expect(unseal(keys.cookies, sealed, "notice 1")).toBeUndefined();
  expect(unseal(keys.notices, sealed, "notice 2")).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ by;
      expect(unseal(keys.notices, changed, "notice 1")).toBeUndefined();
      expect(unseal(keys.notices, sealed.subarray(0, at), "notice 1")).toBeUndefined();
    }),
  );
});

test("two hubs have different keys, and a hub without a secret none at all", () => {
  expect(deriveKeys({ secret: "t".repeat(40) }).hashes.equals(keys.hashes)).toBe(false);
  expect(() => deriveKeys({ secret: undefined })).toThrow("SECRET");
});
