// oxlint-disable-next-line import/no-named-as-default -- its types know the default alone
import PDFDocument from "pdfkit";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Language } from "../i18n/language.ts";
import { colours } from "./colours.ts";
import { type Font, fonts } from "./fonts.ts";

export type About = {
  title: string;
  language: Language;
  /** When it was drawn: the same paper drawn again for the same moment has the same bytes. */
  at: Date;
};

export type Box = { left: number; top: number; width: number };

/** How words are written; lengths are millimetres, sizes of letters points. */
export type Manner = {
  as?: "H1" | "H2" | "P";
  font?: Font;
  size: number;
  colour?: string;
  align?: "left" | "center" | "right";
  /** Lets the letters shrink until the words are at most so high. */
  fit?: number;
  /** Given where words are in another language than the paper. */
  lang?: Language | undefined;
};

export type Paper = {
  say: (words: string, box: Box, manner: Manner) => number;
  /** How high words would come out. */
  high: (words: string, width: number, manner: Manner) => number;
  show: (alt: string, draw: Draw) => void;
  decorate: (draw: Draw) => void;
  /** Goes on on a new page. */
  turn: () => void;
  /** Finishes it and gives it whole. */
  end: () => Promise<Buffer>;
  /** Finishes one that is read from its `stream` as it comes. */
  close: () => void;
  stream: Readable;
};

/** The drawing itself, in millimetres from the paper's upper left corner. */
export type Pdf = InstanceType<typeof PDFDocument>;
type Draw = (pdf: Pdf) => void;

/** Points in a millimetre. */
const mm = 72 / 25.4;
const locales = { kk: "kk-KZ", ru: "ru-KZ", en: "en-GB" };
const smallest = 6;

/** Begins an A4 paper that a screen reader can read: tagged, in one language, with a title. */
export function openPaper({ title, language, at }: About): Paper {
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    subset: "PDF/UA" as PDFKit.Mixins.PDFSubsets, // newer than its types
    tagged: true,
    lang: locales[language],
    displayTitle: true,
    font: fonts.text,
    info: { Title: title, Author: "Dostyq", Creator: "Dostyq", CreationDate: at, ModDate: at },
  });
  const whole = pdf.struct("Document");
  pdf.addStructure(whole);
  const add = (type: string, options: { alt?: string; lang?: string }, draw: Draw) =>
    whole.add(pdf.struct(type, options, () => inMillimetres(pdf, draw)));
  const close = () => {
    whole.end();
    pdf.end();
  };
  return {
    say: (words, box, manner) => {
      const lang = manner.lang && manner.lang !== language ? { lang: locales[manner.lang] } : {};
      let height = 0;
      whole.add(
        pdf.struct(manner.as ?? "P", lang, () => {
          height = write(pdf, words, box, manner);
        }),
      );
      return height;
    },
    high: (words, width, manner) => measure(pdf, words, width, manner),
    show: (alt, draw) => add("Figure", { alt }, draw),
    decorate: (draw) => {
      pdf.markContent("Artifact", { type: "Layout" });
      inMillimetres(pdf, draw);
      pdf.endMarkedContent();
    },
    turn: () => void pdf.addPage(),
    end: () => {
      close();
      return buffer(pdf);
    },
    close,
    stream: pdf as unknown as Readable,
  };
}

/** Writes words into a box; answers how high they came out. */
function write(pdf: Pdf, words: string, { left, top, width }: Box, manner: Manner): number {
  const { font = "text", colour = colours.ink, align = "left", fit = Infinity } = manner;
  const options = { width: width * mm, align, lineGap: 0 };
  const heightAt = (size: number) => measure(pdf, words, width, { font, size });
  let { size } = manner;
  let height = heightAt(size);
  while (size > smallest && height > fit) height = heightAt((size -= 0.5));
  pdf.fillColor(colour).text(words, left * mm, top * mm, options);
  return height;
}

const measure = (pdf: Pdf, words: string, width: number, { font = "text", size }: Manner): number =>
  pdf
    .font(fonts[font])
    .fontSize(size)
    .heightOfString(words, { width: width * mm, lineGap: 0 }) / mm;

function inMillimetres(pdf: Pdf, draw: Draw): void {
  pdf.save().scale(mm);
  draw(pdf);
  pdf.restore();
}
