import { beforeAll, describe, expect, test } from "vitest";
import { commonPasswords } from "../common-passwords.ts";
import { passwordProblem } from "./passwords.ts";

describe("a new password", () => {
  let common: ReadonlySet<string>;
  beforeAll(async () => {
    common = await commonPasswords();
  });
  const own = { names: ["Жұмағұлова", "Әсел", "Ли"], contacts: ["aisulu.k@mail.kz", "+77011234567"] };
  const answers: [string, string | null][] = [
    ["", "missing"],
    ["қысқа сөз", "too_short"],
    ["он таңба!!", null],
    ["үш көк тау мен бір өзен", null],
    ["correct horse", null],
    ["x".repeat(201), "too_long"],
    ["менің ЖҰМАҒҰЛОВА", "own_name"],
    ["ӘСЕЛ 2009 жыл", "own_name"],
    ["Лимон шырыны бар", null],
    ["aisulu.k және ит", "own_contact"],
    ["AISULU.K@MAIL.KZ", "own_contact"],
    ["тел 7011234567", "own_contact"],
    ["1234567890", "too_easy"],
    ["1234567890a", "too_easy"],
    ["aaaaaaaaaaaa", "too_easy"],
    ["abababababab", "too_easy"],
    ["құпиясөз123", "too_easy"],
    ["qwertyuiop12", "too_easy"],
    ["Password123456", "too_easy"],
    ["123456password!", "too_easy"],
    ["passwordpassword", "too_easy"],
    ["password 2009", "too_easy"],
    ["Sunshine1990!!", "too_easy"],
    ["baseballfan", "too_easy"],
    ["qwertyuiopasdf", "too_easy"],
    ["Достық2026!", "too_easy"],
    ["қазақстан 01", "too_easy"],
    ["йцукенгшщз1", "too_easy"],
    ["волонтёр2026", "too_easy"],
    ["волонтёр дружба", null],
    ["sunshine and rain", null],
    ["менің достық үйім", null],
    ["көк sunshine 77", null],
    ["7f3k9qz2mx", null],
  ];
  test.each(answers)("%j: %s", (password, problem) => {
    expect(passwordProblem(password, { ...own, common })).toBe(problem);
  });
});

test("the list holds the ten thousand commonest, and nothing that is not lower case", async () => {
  const common = await commonPasswords();
  expect(common.size).toBeGreaterThan(10_000);
  for (const easy of ["123456", "password", "qwerty", "iloveyou", "1q2w3e4r5t"])
    expect(common.has(easy)).toBe(true);
  expect([...common].filter((each) => each !== each.toLowerCase())).toEqual([]);
});
