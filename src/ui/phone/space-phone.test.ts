import { expect, test } from "vitest";
import { spacePhone } from "./space-phone.ts";

test("a stored number is shown in groups, anything else as it was typed", () => {
  expect(spacePhone("+77012345678")).toBe("+7 701 234 56 78");
  expect(spacePhone("8 (701) 23")).toBe("8 (701) 23");
  expect(spacePhone("+996555123456")).toBe("+996555123456");
});
