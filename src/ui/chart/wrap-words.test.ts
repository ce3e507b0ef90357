import { expect, test } from "vitest";
import { wrapWords } from "./wrap-words.ts";

test("a long label breaks at its spaces, and a longer word stands alone", () => {
  expect(wrapWords("Балаларды зорлық-зомбылықтан және буллингтен қорғау", 20)).toEqual([
    "Балаларды",
    "зорлық-зомбылықтан",
    "және буллингтен",
    "қорғау",
  ]);
  expect(wrapWords("жауапкершіліктеріңіздің", 5)).toEqual(["жауапкершіліктеріңіздің"]);
  expect(wrapWords("", 5)).toEqual([]);
});
