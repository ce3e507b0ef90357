import { assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, unmix } from "./fold.ts";

/** Each row: spellings of one name that people really use, and that must find each other. */
const alike = [
  ["Алгабас", "Алғабас", "Algabas", "Alǵabas", "Alghabas", "АЛҒАБАС", "alğabas"],
  ["Щучинск", "Shchuchinsk", "Schuchinsk", "Shuchinsk", "Şuçinsk"],
  ["Көкшетау", "Кокшетау", "Kokshetau", "Kökşetau", "Kókshetaý", "Kokshetaw"],
  ["Қосшы", "Косшы", "Kosshy", "Qosshy", "Qosşı"],
  ["Егіндікөл", "Егиндыколь", "Egindykol", "Egіndіkól", "Yegindykol"],
  ["Жақсы", "Жаксы", "Zhaksy", "Jaqsy", "Jaksy"],
  ["Жібек жолы", "Жибек жолы", "Zhibek Zholy", "Jibek joly"],
  ["Маңғыстау", "Мангыстау", "Mangystau", "Mañğystau", "Mańǵystaý"],
  ["Целиноград", "Tselinograd", "Celinograd"],
  ["Усть-Каменогорск", "Ust-Kamenogorsk", "Ust'-Kamenogorsk", "усть каменогорск"],
  ["Аршалинский", "Aршалинский", "Arshalinskiy", "Arshalinskii", "Arshalinsky"],
  ["Әсел", "Асель", "Asel", "Assel", "Äsel", "Ásel"],
  ["Жанар", "Zhanar", "Janar", "Djanar", "Dzhanar", "Джанар"],
  ["Қайрат", "Кайрат", "Kairat", "Qairat", "Kayrat", "Qayrat"],
  ["Юлия", "Yulia", "Yuliya", "Iuliia"],
  ["Наталья", "Наталия", "Natalya", "Natalia", "Nataliya"],
  ["Алексей", "Alexey", "Aleksei", "Alexei", "Aleksey"],
  ["Евгений", "Yevgeniy", "Evgeny", "Evgenii"],
  ["Артём", "Артем", "Artyom", "Artem"],
  ["Ксения", "Xenia", "Kseniya", "Ksenia"],
  ["Хасан", "Khasan", "Hasan", "Һасан"],
  ["Мағжан", "Магжан", "Magzhan", "Maǵjan"],
  ["Нұрсұлтан", "Нурсултан", "Nursultan", "Nūrsūltan"],
];

describe("one name, many spellings", () => {
  test.each(alike)("%s is found by each of its spellings", (first, ...others) => {
    for (const other of others) expect(`${other}: ${fold(other)}`).toBe(`${other}: ${fold(first!)}`);
  });

  test("names that differ stay apart", () => {
    const names = ["Шара", "Сара", "Жанар", "Занар", "Абай", "Акан", "Тургай", "Арғай", "Бектау", "Бастау"];
    expect(new Set(names.map(fold)).size).toBe(names.length);
  });

  test("every letter of the Kazakh alphabet is heard but the two signs", () => {
    for (const letter of "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя") expect(fold(letter)).toMatch(/^[a-z]+$/);
    expect(fold("ъь")).toBe("");
  });

  test("a Latin letter slipped into a Cyrillic word is mended, a Latin word is left alone", () => {
    expect(unmix("Солтүстiк Қазақстан")).toBe("Солтүстік Қазақстан");
    expect(unmix("Aршалинский")).toBe("Аршалинский");
    expect(unmix("Almaty")).toBe("Almaty");
    expect(unmix("КEГОК-Service")).toBe("КЕГОК-Service");
  });
});

describe("for any text", () => {
  const letters = string({
    unit: constantFrom(..."аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяabcdefghijklmnopqrstuvwxyzşçǵńáúóý -'"),
    maxLength: 24,
  });

  test("folding twice is folding once", () => {
    assert(
      property(oneof(letters, string({ unit: "grapheme" })), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("capitals, doubled spaces and how accents are stored change nothing", () => {
    assert(
      property(letters, (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
        expect(fold(` ${text.replaceAll(" ", "  ")}. `)).toBe(fold(text));
        expect(fold(text.normalize("NFD"))).toBe(fold(text));
      }),
    );
  });

  test("Kazakh, Russian and Latin letters leave only plain small ones", () => {
    assert(
      property(letters, (text) => {
        expect(fold(text)).toMatch(/^([a-z]+( [a-z]+)*)?$/);
      }),
    );
  });

  test("what was typed so far in Cyrillic begins the whole name", () => {
    const names = [
      "Көкшетау",
      "Щучинск",
      "Алғабас",
      "Қызылжұлдыз",
      "Шортанды",
      "Ерейментау",
      "Есіл",
      "Бұланды",
    ];
    const typed = names.flatMap((name) =>
      [...name].map((_, end) => [fold(name), fold(name.slice(0, end + 1))] as const),
    );
    expect(typed.filter(([whole, part]) => !whole.startsWith(part))).toEqual([]);
  });
});
