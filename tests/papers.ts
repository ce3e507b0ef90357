import { decodeQR } from "qr/decode.js";
import { getDocumentProxy } from "unpdf";

type Node = { role?: string; lang?: string; alt?: string; children?: Node[]; type?: string; id?: string };

/** A tag of a paper with the words it holds, as a screen reader comes to them. */
export type Tag = { role: string; words: string; lang?: string; alt?: string };

export type ReadPaper = {
  title: string;
  language: string;
  marked: boolean;
  pages: number;
  tags: Tag[];
};

/** Reads a paper with pdf.js, which is not ours: what it says of itself, and its words in the order of its tags. */
export async function readPaper(bytes: Buffer): Promise<ReadPaper> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { info } = await pdf.getMetadata();
  const about = info as { Title?: string; Language?: string };
  const tags: Tag[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const words = wordsById((await page.getTextContent({ includeMarkedContent: true })).items as Item[]);
    tags.push(...tagsOf((await page.getStructTree()) as Node, words));
  }
  return {
    title: about.Title ?? "",
    language: about.Language ?? "",
    marked: (await pdf.getMarkInfo())?.Marked ?? false,
    pages: pdf.numPages,
    tags,
  };
}

type Item = { type?: string; id?: string; str?: string; hasEOL?: boolean };

/** Words by the mark they stand in; lines of one mark are joined by a space. */
function wordsById(items: Item[]): Map<string, string> {
  const words = new Map<string, string>();
  let mark: string | undefined;
  for (const item of items) {
    if (item.type?.startsWith("beginMarkedContent")) mark = item.id;
    else if (item.type === "endMarkedContent") mark = undefined;
    else if (mark) words.set(mark, `${words.get(mark) ?? ""}${item.str ?? ""}${item.hasEOL ? " " : ""}`);
  }
  return words;
}

const tagsOf = (node: Node, words: Map<string, string>): Tag[] => {
  const inside = node.children ?? [];
  const own = inside
    .map((child) => (child.type === "content" ? (words.get(child.id ?? "") ?? "") : ""))
    .join(" ");
  const tag: Tag = {
    role: node.role ?? "",
    words: own.replace(/\s+/g, " ").trim(),
    ...(node.lang ? { lang: node.lang } : {}),
    ...(node.alt ? { alt: node.alt } : {}),
  };
  const below = inside.flatMap((child) => (child.type === "content" ? [] : tagsOf(child, words)));
  return ["Root", "Document"].includes(tag.role) ? below : [tag, ...below];
};

/** What a phone's camera reads from a QR code drawn as a path of bars; the reader is not the writer. */
export function readQr({ size, path }: { size: number; path: string }): string {
  const scale = 4;
  const width = size * scale;
  const data = new Uint8Array(width * width * 3).fill(255);
  for (const bar of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    const [x = 0, y = 0, length = 0] = bar.slice(1).map((number) => Number(number) * scale);
    for (let row = y; row < y + scale; row += 1)
      data.fill(0, (row * width + x) * 3, (row * width + x + length) * 3);
  }
  return decodeQR({ width, height: width, data });
}
