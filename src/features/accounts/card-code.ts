/**
 * Signs that no reader takes for another and that look and stand alike on Latin and Cyrillic keyboards: on whichever of
 * them a code is typed, it is the same code.
 */
const signs = "23456789ACEHKMPTX";
const cyrillic = "АСЕНКМРТХ";
const latin = "ACEHKMPTX";
const length = 16;
const groupLength = 4;

/** Sixteen signs of seventeen (65 bits) out of random bytes; with 32 bytes no sign is likelier than another. */
export function cardCodeFrom(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let code = "";
  while (code.length < length) {
    code += signs[Number(rest % BigInt(signs.length))];
    rest /= BigInt(signs.length);
  }
  return code;
}

/** The code somebody typed, in small letters, Cyrillic ones or with anything between; nothing where it cannot be one. */
export function readCardCode(text: string): string | undefined {
  const typed = [
    ...text
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  ]
    .map((sign) => latin[cyrillic.indexOf(sign)] ?? sign)
    .join("");
  return typed.length === length && [...typed].every((sign) => signs.includes(sign)) ? typed : undefined;
}

/** The code as it is printed and read aloud: by fours. */
export const groupsOf = (code: string): string[] => code.match(new RegExp(`.{${groupLength}}`, "g")) ?? [];

/** Tries are counted by the first group, whether or not there is such a card: a wrong code never tells. */
export const beginningOf = (code: string): string => code.slice(0, groupLength);
