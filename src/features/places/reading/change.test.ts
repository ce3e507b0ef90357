import { assert, constantFrom, property, subarray, uniqueArray } from "fast-check";
import { describe, expect, test } from "vitest";
import { type Changes, compare, type Known } from "./change.ts";
import type { Incoming } from "./incoming.ts";

const row = (number: number, code: string, parent_code: string, more: Partial<Incoming> = {}): Incoming => ({
  row: number,
  code,
  parent_code,
  kind: "village",
  name_ru: `Село ${code}`,
  ...more,
});
const region = row(2, "110000000", "000000000", { kind: "region", name_ru: "Акмолинская" });
const district = row(3, "115600000", "110000000", { kind: "district", name_ru: "Зерендинский" });
const villages = Array.from({ length: 40 }, (_, index) =>
  row(4 + index, String(115630100 + index), "115600000"),
);
const register = [region, district, ...villages];

const changesOf = (
  known: Known[],
  rows: Incoming[],
  claim: "whole" | "some" | "details" = "whole",
): Changes => {
  const compared = compare(known, rows, claim);
  if (!compared.ok) throw new Error(JSON.stringify(compared.problems));
  return compared.value;
};

/** What is known after the changes were made. */
function applied(known: Known[], changes: Changes): Known[] {
  const after = new Map(known.map((place) => [place.code, place]));
  for (const place of changes.added) after.set(place.code, { ...place, retired: false });
  for (const { after: place } of changes.changed)
    after.set(place.code, { ...place, retired: after.get(place.code)?.retired ?? false });
  for (const place of changes.removed) after.set(place.code, { ...place, retired: true });
  for (const code of changes.returned) after.set(code, { ...(after.get(code) as Known), retired: false });
  return [...after.values()];
}
const nothing = { added: [], changed: [], removed: [], returned: [] };
const known = applied([], changesOf([], register));

describe("for any register", () => {
  test("reading a file again changes nothing, whatever was there before", () => {
    const some = subarray(villages).map((rows) => [region, district, ...rows]);
    assert(
      property(some, some, constantFrom("whole", "some"), (first, second, claim) => {
        const before = applied([], changesOf([], first));
        const after = applied(before, changesOf(before, second, claim));
        expect(changesOf(after, second, claim)).toMatchObject(nothing);
      }),
    );
  });

  test("the order of rows does not matter", () => {
    const shuffled = uniqueArray(constantFrom(...register), {
      minLength: register.length,
      maxLength: register.length,
    });
    assert(
      property(shuffled, (rows) => {
        const codes = (changes: Changes) => changes.added.map((place) => place.code).sort();
        expect(codes(changesOf([], rows))).toEqual(codes(changesOf([], register)));
      }),
    );
  });

  test("every place is counted once: same, changed, added or removed", () => {
    assert(
      property(subarray(villages), subarray(villages), (first, second) => {
        const before = applied([], changesOf([], [region, district, ...first]));
        const changes = changesOf(before, [region, district, ...second]);
        expect(changes.added.length + changes.same + changes.changed.length).toBe(second.length + 2);
        expect(changes.removed.length).toBe(first.filter((place) => !second.includes(place)).length);
      }),
    );
  });
});

describe("what a file says of a place", () => {
  test("is told with the district, the region and the spelling for search that follow from it", () => {
    expect(known.find((place) => place.code === "115630100")).toMatchObject({
      district_code: "115600000",
      region_code: "110000000",
      level: "settlement",
      rural: true,
      folded: "| selo 115630100|",
    });
  });

  test("leaves alone what it does not tell", () => {
    const more = [{ ...villages[0]!, name_kk: "Ауыл", latitude: 52, longitude: 70 }];
    const told = applied(known, changesOf(known, more, "some"));
    const after = applied(told, changesOf(told, register));
    expect(after.find((place) => place.code === "115630100")).toMatchObject({
      name_kk: "Ауыл",
      latitude: 52,
    });
  });

  test("reaches every village when a district moves", () => {
    const other = row(1, "630000000", "000000000", { kind: "region", name_ru: "Восточная" });
    expect(compare(known, [other, { ...district, parent_code: "630000000" }], "some")).toEqual({
      ok: false,
      problems: [{ row: 3, reason: "foreign_parent", value: "630000000" }],
    });
    const second = row(1, "115800000", "110000000", { kind: "district", name_ru: "Новый" });
    const moved = villages.map((village) => ({ ...village, parent_code: "115800000" }));
    expect(
      changesOf(known, [second, ...moved], "some").changed.map(({ after }) => after.district_code),
    ).toEqual(villages.map(() => "115800000"));
  });

  test("takes away only where it speaks of a whole region", () => {
    const short = [region, district, ...villages.slice(1)];
    expect(changesOf(known, short, "whole").removed.map((place) => place.code)).toEqual(["115630100"]);
    expect(changesOf(known, short, "some").removed).toEqual([]);
    const elsewhere = [row(1, "630000000", "000000000", { kind: "region", name_ru: "Восточная" })];
    expect(changesOf(known, elsewhere, "whole").removed).toEqual([]);
  });

  test("brings back what had left the register", () => {
    const without = applied(known, changesOf(known, [region, district, ...villages.slice(1)]));
    expect(changesOf(without, register).returned).toEqual(["115630100"]);
  });

  test("never overwrites the register's Russian name when it only brings boundaries", () => {
    const details: Incoming[] = [{ row: 1, code: "115600000", name_ru: "Зеренда", name_kk: "Зеренді" }];
    expect(changesOf(known, details, "details").changed[0]?.after).toMatchObject({
      name_ru: "Зерендинский",
      name_kk: "Зеренді",
    });
  });
});

describe("a tree that cannot be", () => {
  const first = villages[0]!;
  test.each<[string, Incoming[], string]>([
    ["a code twice", [first, { ...first, row: 99 }], "99 doubled_code"],
    ["a parent that is nowhere", [{ ...first, parent_code: "115999000" }], "4 unknown_parent"],
    ["a village in another region", [{ ...first, code: "635630100" }], "4 foreign_parent"],
    ["a village straight in the country", [{ ...first, parent_code: "000000000" }], "4 foreign_parent"],
    ["a region in a district", [{ ...region, parent_code: "115600000" }], "2 foreign_parent"],
    ["two places inside each other", [{ ...district, parent_code: first.code }], "3 circle"],
    ["an ISO code of another", [{ ...district, iso: "KZ" }], "3 doubled_iso"],
  ])("is refused by its row: %s", (_name, rows, expected) => {
    const compared = compare(known, rows, "some");
    expect(compared.ok ? [] : compared.problems.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      expected,
    ]);
  });

  test("is refused where boundaries speak of an unknown place", () => {
    expect(compare(known, [{ row: 1, code: "999999999" }], "details")).toEqual({
      ok: false,
      problems: [{ row: 1, reason: "unknown_place", value: "999999999" }],
    });
  });
});
