import iconv from "iconv-lite";
import { problem, type Problem, type Read, refuse } from "./problem.ts";

export const encodings = ["utf-8", "utf-16", "kz-1048"] as const;
export type Encoding = (typeof encodings)[number];
export type Text = { text: string; encoding: Encoding };

/** The largest file taken in: the whole classifier is a fourteenth of it. */
export const largestFile = 10 * 1024 * 1024;

/** The text of a file in whichever encoding an old spreadsheet left it; bytes that fit none are refused by row. */
export function decode(bytes: Uint8Array): Read<Text> {
  if (bytes.length === 0) return refuse(problem(0, "empty"));
  if (bytes.length > largestFile) return refuse(problem(0, "too_large"));
  if (startsWith(bytes, zip) || startsWith(bytes, oldExcel)) return refuse(problem(0, "spreadsheet"));
  const wide = wideEncoding(bytes);
  if (wide) return checked({ text: iconv.decode(Buffer.from(bytes), wide), encoding: "utf-16" });
  const utf8 = tryUtf8(bytes);
  if (utf8 !== undefined) return checked({ text: utf8, encoding: "utf-8" });
  const broken = brokenRows(bytes);
  if (broken) return { ok: false, problems: broken };
  // Windows-1251 holds no letters that KZ-1048 lacks and a Kazakhstan name needs, so both are read as KZ-1048.
  return checked({ text: iconv.decode(Buffer.from(bytes), "rk1048"), encoding: "kz-1048" });
}

const zip = [0x50, 0x4b, 0x03, 0x04];
const oldExcel = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Uint8Array, begin: number[]) => begin.every((byte, at) => bytes[at] === byte);

/** UTF-16 tells itself by a byte-order mark or by the empty half of every separator and digit. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const begin = bytes.subarray(0, 1000);
  const empty = (half: number) => begin.filter((byte, at) => at % 2 === half && byte === 0).length;
  if (empty(1) > begin.length / 8 && empty(0) === 0) return "utf-16le";
  return empty(0) > begin.length / 8 && empty(1) === 0 ? "utf-16be" : undefined;
}

function tryUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The rows that spoil a file which is UTF-8 in most of its rows; undefined when it is not UTF-8 at all. */
function brokenRows(bytes: Uint8Array): Problem[] | undefined {
  const broken: Problem[] = [];
  let good = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 1 : 0;
  let row = 0;
  for (let start = 0; start < bytes.length;) {
    row++;
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (line.every((byte) => byte < 0x80)) continue;
    if (tryUtf8(line) === undefined) broken.push(problem(row, "bad_bytes"));
    else good++;
  }
  return good > broken.length ? broken : undefined;
}

/** Text may hold no control characters but tabs and line ends: they mean a wrong encoding or a hostile file. */
function checked({ text, encoding }: Text): Read<Text> {
  const bare = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (bare.trim() === "") return refuse(problem(0, "empty"));
  const problems: Problem[] = [];
  for (const found of bare.matchAll(/[\p{Cc}\uFFFD\p{Cn}\p{Co}\p{Cs}]/gu)) {
    if (found[0] === "\n" || found[0] === "\r" || found[0] === "\t") continue;
    problems.push(problem(bare.slice(0, found.index).split("\n").length, "bad_bytes"));
    if (problems.length === 20) break;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { text: bare, encoding } };
}
