/** Quasigroup of Damm (2004): a wrong digit or two changed places always give another check digit. */
const damm = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

const checkOf = (digits: string): string =>
  [...digits].reduce((row, digit) => damm[Number(row)]?.[Number(digit)] ?? "", "0");

const drawn = 8;

/** Nine digits: on every keyboard, in every language; eight out of a random number and one that tells a slip. */
export function paperCodeFrom(random: number): string {
  const digits = String(random % 10 ** drawn).padStart(drawn, "0");
  return digits + checkOf(digits);
}

/** The code somebody typed, with anything between its digits; nothing where no sheet can have it. */
export function readPaperCode(text: string): string | undefined {
  const digits = text.normalize("NFKC").replace(/[\s.\p{Pd}]/gu, "");
  return /^\d{9}$/.test(digits) && checkOf(digits) === "0" ? digits : undefined;
}

/** As it is printed and read aloud: by threes. */
export const spokenCode = (code: string): string => code.match(/.{3}/g)?.join(" ") ?? code;
