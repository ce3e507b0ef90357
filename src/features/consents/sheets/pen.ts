import type { Manner, Paper } from "../../../platform/pdf/paper.ts";

/** A4, in millimetres. */
export const page = { width: 210, height: 297, margin: 17, bottom: 279 };
export const inside = page.width - 2 * page.margin;

/** Consent is printed black on white, so that it copies and scans well. */
export const black = "#000000";
const box = 6;

type Place = { left?: number; width?: number };

/** Writes down a page and goes on on the next one where something does not fit. */
export type Pen = {
  paper: Paper;
  top: number;
  /** Writes at the pen's height without moving it; answers how high it came out. */
  put: (words: string, manner: Manner, place?: Place) => number;
  /** Writes and goes below what was written. */
  say: (words: string, manner: Manner, place?: Place) => void;
  /** A box to tick with its words. */
  tick: (words: string, place: Place) => void;
  /** A line to write on, with its words below. */
  blank: (words: string, place: Place) => void;
  skip: (height: number) => void;
  /** Goes on on a new page unless so much fits on this one. */
  need: (height: number) => void;
};

/** Takes a pen to a paper; `head` draws what stands on top of each further page and answers where writing begins. */
export function takePen(paper: Paper, head: () => number): Pen {
  const at = ({ left = page.margin, width = page.margin + inside - left }: Place = {}) => ({
    left,
    top: pen.top,
    width,
  });
  const pen: Pen = {
    paper,
    top: page.margin,
    put: (words, manner, place) => paper.say(words, at(place), { colour: black, ...manner }),
    say: (words, manner, place) => {
      pen.top += pen.put(words, manner, place);
    },
    tick: (words, place) => {
      const { left, top, width } = at(place);
      paper.decorate((pdf) => pdf.rect(left, top, box, box).lineWidth(0.5).stroke(black));
      const words_at = { left: left + box + 2.5, width: width - box - 2.5 };
      paper.say(words, { ...words_at, top: top + 0.6 }, { size: 11, font: "strong", colour: black });
    },
    blank: (words, place) => {
      const { left, top, width } = at(place);
      paper.decorate((pdf) =>
        pdf
          .moveTo(left, top + 8)
          .lineTo(left + width, top + 8)
          .lineWidth(0.3)
          .stroke(black),
      );
      paper.say(words, { left, top: top + 8.6, width }, { size: 8.5, colour: black });
    },
    skip: (height) => {
      pen.top += height;
    },
    need: (height) => {
      if (pen.top + height <= page.bottom) return;
      paper.turn();
      pen.top = head();
    },
  };
  return pen;
}
