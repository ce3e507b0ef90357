import { inflateSync } from "node:zlib";

export type PdfRefused = "unreadable" | "carries_more";

/** What makes a PDF more than pages: scripts, files inside, programs started, forms sent, things that play. */
const more =
  /\/(JavaScript|EmbeddedFiles?|Launch|SubmitForm|ImportData|RichMedia|XFA|Rendition|Sound|Movie|GoToE)(?![\w-])/;

/** Objects may stand packed together; these are unpacked to be looked at, so much and no more. */
const mostUnpacked = 16 * 1024 * 1024;
const farthestBack = 2_048;

/** Why a PDF is not kept: it is none, cannot be looked into, or carries more than pages. Null where nothing is wrong. */
export function pdfProblem(bytes: Buffer): PdfRefused | null {
  if (!isPdf(bytes)) return "unreadable";
  const text = bytes.toString("latin1");
  // Encrypted, nothing in it can be seen from here.
  if (/\/Encrypt(?![\w-])/.test(text)) return "unreadable";
  try {
    const looked = [text, ...packedObjects(bytes, text)].map(plainNames);
    return looked.some((each) => more.test(each)) ? "carries_more" : null;
  } catch {
    return "unreadable";
  }
}

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString("latin1") === "%PDF-";

/** A name may spell any of its letters by number: `/J#61vaScript` is `/JavaScript`. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** What stands in packed objects; throws where one is packed in a way that is not looked into. */
function packedObjects(bytes: Buffer, text: string): string[] {
  let room = mostUnpacked;
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ 0: mark, index }) => {
    const head = plainNames(text.slice(Math.max(0, index - farthestBack), index));
    const own = head.slice(head.lastIndexOf(" obj") + 1);
    if (!/\/ObjStm(?![\w-])/.test(own) || text.slice(index - 3, index) === "end") return [];
    if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(own)) throw new Error("packed in another way");
    const unpacked = inflateSync(bytes.subarray(index + mark.length), { maxOutputLength: room });
    room -= unpacked.length;
    return [unpacked.toString("latin1")];
  });
}
