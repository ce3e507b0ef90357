import { typedText } from "../../src/platform/http/typed-text.ts";

/**
 * What people write who would rather have their text run than read. `mark` tells which field it went through: wherever a
 * text comes alive, it is an attribute, an element or a comment that has the mark in it.
 */
const kinds: ((mark: string) => string)[] = [
  (mark) => `<img src=x ${mark} onerror=canary()>`,
  (mark) => `"><svg ${mark} onload=canary()>`,
  (mark) => `' ${mark}='' onfocus=canary() x='`,
  (mark) => `" ${mark}="" onfocus=canary() x="`,
  (mark) => `javascript:canary('${mark}')`,
  (mark) => `</script><script ${mark}>canary()</script>`,
  (mark) => `</title><style ${mark}>*{color:red}</style>`,
  (mark) => `</textarea><iframe ${mark} srcdoc=x>`,
  (mark) => `--><b ${mark}><!--${mark}`,
  (mark) => `{${mark}} {{7*7}} \${7*7} <%= 7*7 %>`,
  (mark) => `{0, plural, one {#} other {<b ${mark}>}}`,
  (mark) => `[${mark}](javascript:canary()) **x**`,
  (mark) => `&lt;b ${mark}&gt; &#60;b&#62; %3Cb%3E \\u003cb`,
  (mark) => `\u202E<b ${mark}>\u2066\u200F＜b＞‹b›`,
  (mark) => `x\r\nBcc: ${mark}@evil.example\r\n\r\n<b ${mark}>`,
];

export const howMany = kinds.length;

const markOf = (id: number): string => `canary${id}z`;
/** The fields whose canaries stand in a text. */
export const marksIn = (text: string): number[] => [
  ...new Set([...text.matchAll(/canary(\d+)z/g)].map(([, id]) => Number(id))),
];

/** One canary of a field, short enough for a name. */
export const canary = (id: number, turn: number): string => kinds[turn % kinds.length]?.(markOf(id)) ?? "";

/** A short one that leaves an attribute of either quote, and a text as well. */
export const sharp = (id: number): string => `'"><b ${markOf(id)}>`;

/** All of them one after another, for a field that takes much or refuses everything. */
export const bouquet = (id: number): string => kinds.map((kind) => kind(markOf(id))).join(" ");

/** As a reader meets it: as one types, and with one blank wherever blanks and line ends stand. */
export const asRead = (text: string): string => typedText(text).replace(/\s+/g, " ").trim();

/** The fields of which at least one whole canary can be read in this text, letter by letter. */
export function readable(text: string): number[] {
  const read = asRead(text);
  return marksIn(read).filter((id) => kinds.some((kind) => read.includes(asRead(kind(markOf(id))))));
}
