import { expect, test } from "vitest";
import { Busy } from "../../platform/errors.ts";
import { hashPassword, matches, nobodysHash } from "./hashing.ts";

test("a password is known again by its hash, and nobody's hash fits none", async () => {
  const hashed = await hashPassword("үш көк тау мен бір өзен");
  expect(await matches(hashed, "үш көк тау мен бір өзен")).toBe(true);
  expect(await matches(hashed, "үш көк тау мен екі өзен")).toBe(false);
  expect(await matches(await nobodysHash, "үш көк тау мен бір өзен")).toBe(false);
});

test("a flood of guesses is told to wait instead of taking the machine, and afterwards all is well", async () => {
  const hashed = await nobodysHash;
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => matches(hashed, "guess")));
  const refused = answers.filter((each) => each.status === "rejected");
  expect(refused).toHaveLength(8);
  expect(refused.every((each) => each.reason instanceof Busy)).toBe(true);
  expect(await matches(hashed, "guess")).toBe(false);
});
