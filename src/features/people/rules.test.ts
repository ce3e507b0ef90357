import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn } from "../../platform/day.ts";
import {
  ageAt,
  ageOn,
  birthProblem,
  changesBetween,
  nameProblem,
  type Profile,
  profileProblems,
  tidyName,
  tidyProfile,
} from "./rules.ts";

describe("age", () => {
  test("somebody is a year older from midnight of the birthday, not a minute before", () => {
    const birth = "2010-11-23";
    expect(ageAt(birth, "Asia/Almaty", new Date("2026-11-22T18:59:59Z"))).toBe(15);
    expect(ageAt(birth, "Asia/Almaty", new Date("2026-11-22T19:00:00Z"))).toBe(16);
  });

  test("midnight in Almaty was at UTC+6 until 1 March 2024 and is at UTC+5 since", () => {
    expect(dayIn("Asia/Almaty", new Date("2024-02-28T17:59:59Z"))).toBe("2024-02-28");
    expect(dayIn("Asia/Almaty", new Date("2024-02-28T18:00:00Z"))).toBe("2024-02-29");
    expect(dayIn("Asia/Almaty", new Date("2024-03-01T18:30:00Z"))).toBe("2024-03-01");
    expect(dayIn("Asia/Almaty", new Date("2024-03-01T19:00:00Z"))).toBe("2024-03-02");
  });

  test("on the night the clocks went back an hour, that one day lasted twenty-five hours", () => {
    expect(dayIn("Asia/Almaty", new Date("2024-02-29T18:00:00Z"))).toBe("2024-02-29");
    expect(dayIn("Asia/Almaty", new Date("2024-02-29T19:00:00Z"))).toBe("2024-03-01");
  });

  test("who was born on 29 February turns older on 1 March of a common year and on the day itself in a leap year", () => {
    expect(ageOn("2008-02-29", "2026-02-28")).toBe(17);
    expect(ageOn("2008-02-29", "2026-03-01")).toBe(18);
    expect(ageOn("2008-02-29", "2028-02-28")).toBe(19);
    expect(ageOn("2008-02-29", "2028-02-29")).toBe(20);
  });

  const day = fc
    .date({ min: new Date("1930-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
    .map((each) => each.toISOString().slice(0, 10));

  test("nobody grows younger as days pass, and nobody ages two years in one day", () => {
    fc.assert(
      fc.property(day, day, (birth, today) => {
        const next = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
        const grown = ageOn(birth, next) - ageOn(birth, today);
        expect(grown === 0 || grown === 1).toBe(true);
      }),
    );
  });

  test("at any moment somebody is as old as the calendar on the wall of their hub says", () => {
    const zones = fc.constantFrom("Asia/Almaty", "Asia/Aqtau", "UTC");
    const around = fc.oneof(
      fc.date({ min: new Date("2023-01-01"), max: new Date("2029-01-01"), noInvalidDate: true }),
      // The three days about the night on which Almaty's clocks went from UTC+6 to UTC+5.
      fc.date({ min: new Date("2024-02-28"), max: new Date("2024-03-02"), noInvalidDate: true }),
    );
    const anyBirth = fc.oneof(day, fc.constantFrom("2006-02-28", "2008-02-29", "2006-03-01"));
    fc.assert(
      fc.property(anyBirth, zones, around, (birth, zone, moment) => {
        const [year = 0, ...rest] = moment.toLocaleDateString("sv-SE", { timeZone: zone }).split("-");
        const had = rest.join("-") >= birth.slice(5);
        expect(ageAt(birth, zone, moment)).toBe(Number(year) - Number(birth.slice(0, 4)) - (had ? 0 : 1));
      }),
      { numRuns: 1_000 },
    );
  });

  test("everybody is zero on the day of birth", () => {
    fc.assert(
      fc.property(day, (birth) => {
        expect(ageOn(birth, birth)).toBe(0);
      }),
    );
  });

  test("a birth date may be today, not tomorrow, and not before the oldest people alive", () => {
    expect(birthProblem("2026-11-22", "2026-11-22")).toBeNull();
    expect(birthProblem("2026-11-23", "2026-11-22")).toBe("in_future");
    expect(birthProblem("1906-11-22", "2026-11-22")).toBeNull();
    expect(birthProblem("1905-11-22", "2026-11-22")).toBe("too_long_ago");
    expect(birthProblem("", "2026-11-22")).toBe("missing");
    expect(birthProblem(undefined, "2026-11-22")).toBe("missing");
  });
});

describe("names", () => {
  const fine = [
    "Әсел",
    "Жұмағұлова",
    "Ұлы",
    "Қуандықұлы",
    "Һәкім",
    "O'Brien",
    "Ли",
    "Müller",
    "Анна-Мария",
    "Мамед оглы",
  ];
  test.each(fine)("%s is a name", (text) => expect(nameProblem(tidyName(text))).toBeNull());

  const refused = [
    "<b>Әсел</b>",
    "Әсел1",
    "a@b.kz",
    "-Анна",
    "Анна-",
    "Анна--Мария",
    "О''Брайен",
    "Ә.",
    "=Сумма",
    "Аня😀",
  ];
  test.each(refused)("%s is not a name", (text) => expect(nameProblem(tidyName(text))).toBe("not_letters"));

  test("nothing and too much are told apart", () => {
    expect(nameProblem(tidyName("   "))).toBe("missing");
    expect(nameProblem("ә".repeat(60))).toBeNull();
    expect(nameProblem("ә".repeat(61))).toBe("too_long");
  });

  test("spaces, apostrophes and hyphens of any keyboard are kept as one kind", () => {
    expect(tidyName("  Анна –  Мария ")).toBe("Анна-Мария");
    expect(tidyName("O’Brien")).toBe("O'Brien");
    expect(tidyName("Е\u0308лкин")).toBe("Ёлкин");
  });

  test("tidying twice is tidying once, and what is kept can never hold a tag, an address or a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tidy = tidyName(text);
        expect(tidyName(tidy)).toBe(tidy);
        expect(nameProblem(tidy) !== null || /^[^<>&"@=+\d]+$/.test(tidy)).toBe(true);
      }),
    );
  });
});

describe("a profile", () => {
  const typed: Profile = {
    surname: " Сейтова ",
    given_name: "Айгүл",
    patronymic: "  ",
    settlement_code: "111010000",
    occupation: "school",
    occupation_place: "  № 2 мектеп ",
    speaks: ["ru", "kk", "ru"],
    wishes: " Сурет\u0306 ",
    language: "kk",
  };

  test("is kept tidy: no spaces around, letters composed, languages once and in order, an empty patronymic none", () => {
    expect(tidyProfile(typed)).toEqual({
      ...typed,
      surname: "Сейтова",
      patronymic: null,
      occupation_place: "№ 2 мектеп",
      speaks: ["kk", "ru"],
      wishes: "Сурет\u0306".normalize("NFC"),
    });
    expect(tidyProfile({ ...typed, patronymic: "Ерлан қызы " }).patronymic).toBe("Ерлан қызы");
    expect(tidyProfile({ ...typed, patronymic: null }).patronymic).toBeNull();
    expect(tidyProfile({ ...typed, occupation_place: "И\u0306" }).occupation_place).toBe("Й");
    expect(tidyProfile({ ...typed, wishes: "И\u0306" }).wishes).toBe("Й");
  });

  const tidy = tidyProfile(typed);
  const problems: [Partial<Profile>, object][] = [
    [{}, {}],
    [{ patronymic: "Ерланқызы" }, {}],
    [
      { surname: "", given_name: "1" },
      { surname: "missing", given_name: "not_letters" },
    ],
    [{ patronymic: "2" }, { patronymic: "not_letters" }],
    [{ patronymic: "" }, {}],
    [{ settlement_code: "" }, { settlement_code: "missing" }],
    [{ speaks: [] }, { speaks: "missing" }],
    [{ occupation_place: "a".repeat(120), wishes: "a".repeat(1000) }, {}],
    [
      { occupation_place: "a".repeat(121), wishes: "a".repeat(1001) },
      { occupation_place: "too_long", wishes: "too_long" },
    ],
  ];
  test.each(problems)("with %j has the problems %j", (change, found) => {
    expect(profileProblems({ ...tidy, ...change })).toEqual(found);
  });

  test("changes are told field by field, each as it was and as it is", () => {
    expect(changesBetween(tidy, tidy)).toEqual({});
    expect(changesBetween(tidy, { ...tidy, speaks: ["kk"], wishes: "" })).toEqual({
      speaks: { before: ["kk", "ru"], after: ["kk"] },
      wishes: { before: tidy.wishes, after: "" },
    });
  });
});
