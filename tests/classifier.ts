import { readFileSync } from "node:fs";

/** The state classifier of `KATO_FILE`, or one built to its form and size where none is given. */
export const classifier = (): Buffer => {
  const file = process.env["KATO_FILE"];
  return file ? readFileSync(file) : Buffer.from(`\uFEFF${builtRows().join("\n")}\n`);
};

const first = [
  "Ақ",
  "Қара",
  "Көк",
  "Сары",
  "Қызыл",
  "Жаңа",
  "Алғ",
  "Бес",
  "Үш",
  "Тас",
  "Май",
  "Ой",
  "Ал",
  "Жар",
  "Шұ",
];
const last = [
  "көл",
  "бұлақ",
  "абас",
  "тау",
  "су",
  "жар",
  "ағаш",
  "қайың",
  "ерек",
  "бастау",
  "қыр",
  "төбе",
  "сай",
  "ой",
];
const name = (number: number): string =>
  `${first[number % first.length]}${last[Math.floor(number / first.length) % last.length]}`;

/** Twenty regions, ten districts each, ten okrugs each, eight villages each: 18,221 rows with a header. */
function builtRows(): string[] {
  const rows = ["id;parent_id;code;name"];
  const add = (parent: number, code: string, text: string): number => {
    rows.push(`${rows.length};${parent};${code};${text}`);
    return rows.length - 1;
  };
  const digits = (number: number, length: number) => String(number).padStart(length, "0");
  for (let region = 10; region < 30; region++) {
    const inRegion = add(0, `${region}0000000`, `${name(region)} область`);
    for (let district = 32; district < 42; district++) {
      const inDistrict = add(inRegion, `${region}${district}00000`, `${name(region * district)} район`);
      for (let okrug = 33; okrug < 43; okrug++) {
        const code = `${region}${district}${okrug}`;
        const inOkrug = add(inDistrict, `${code}000`, `${name(district * okrug)} с.о.`);
        for (let village = 1; village < 9; village++)
          add(
            inOkrug,
            `${code}${digits(village * 100, 3)}`,
            `с.${name(region + district * okrug * village)}`,
          );
      }
    }
  }
  return rows;
}
