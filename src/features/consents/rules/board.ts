import type { Giver, Purpose, Standing } from "./standing.ts";

/** The lists of a board: who waits, who said no or took it back, whose agreement ends soon. */
export const boardLists = ["waiting", "no", "soon"] as const;
export type BoardList = (typeof boardLists)[number];

/** An agreement that ends within so many days is asked for anew. */
export const daysSoon = 30;

/** Counts are exact up to here, then "more than". */
export const countedTo = 1_000;
export const rowsAPage = 50;

/** The order of the parts of a bar. */
export const standings = ["agreed", "missing", "refused", "withdrawn", "ended"] as const satisfies Standing[];

/** How many people of a hub a purpose stands for in which way. */
export type Numbers = Record<Purpose, Record<Standing, number>>;

/** Nobody is written to again before so many days after the last letter. */
export const reminderGapDays = 3;

const day = 86_400_000;

/** The last day that is soon, on the latest calendar there is. */
export const soonFrom = (now: Date): string =>
  new Date(now.getTime() + (daysSoon + 0.5) * day).toISOString().slice(0, 10);

export const mayRemind = (lastLetter: Date | null, now: Date): boolean =>
  lastLetter === null || now.getTime() - lastLetter.getTime() >= reminderGapDays * day;

type Line = { purpose: Purpose; word: Standing; ends_on: string | undefined };

/** Whose word is asked for once more, and why nobody's: a "no" is an answer, and nobody is pressed to change it. */
export type Due = Giver | "said_no" | "nothing_due";

/**
 * Who is reminded about somebody: whoever waits, about `data`; everybody else about what ends within 30 days. `lines` are
 * the words that are needed at their age, by giver.
 */
export function reminderDue(waits: boolean, lines: Record<Giver, readonly Line[]>, soon: string): Due {
  const givers = ["guardian", "person"] as const;
  if (!waits) return givers.find((by) => lines[by].some((line) => endsBy(line, soon))) ?? "nothing_due";
  const by = givers.find((each) => lines[each].some(({ purpose }) => purpose === "data"));
  const word = by && lines[by].find(({ purpose }) => purpose === "data")?.word;
  if (!by || word === "agreed") return "nothing_due";
  return word === "refused" || word === "withdrawn" ? "said_no" : by;
}

const endsBy = ({ word, ends_on }: Line, soon: string): boolean =>
  word === "agreed" && ends_on !== undefined && ends_on <= soon;

/** Why nobody was written to about somebody who was ticked for a reminder. */
export const unsent = ["too_soon", "said_no", "nothing_due", "no_contact", "gone"] as const;
/** What becomes of somebody who was ticked: who was written to, or why nobody was. */
export const outcomes = ["guardian", "person", ...unsent] as const;
export type Outcome = (typeof outcomes)[number];
