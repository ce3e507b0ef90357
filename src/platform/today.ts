import type { Language } from "./i18n/language.ts";

/** How many there are: exact, or `more` than the number shown. */
export type Counted = { shown: number; more: boolean };

/** Nobody needs to know more exactly how much waits. */
export const countedTo = 1_000;

/** A group shows so many lines; what waits behind them comes up when they are done. */
export const linesAGroup = 10;

/** One thing that waits for somebody. What is said is called in the language of the page; addresses are without it. */
export type TodayLine = {
  /** What the act of its group is told. */
  id: string;
  /** Since when it waits. */
  at: Date;
  /** Whom or what it is about, where each can be seen. */
  about?: { text: string; lang?: Language | undefined; path: string }[];
  text: () => string;
  /** Stands for several, of whom the first has waited since `at`. */
  several?: true;
  /** Why it cannot wait much longer. */
  soon?: (() => string) | undefined;
  /** Where it is done, when it is not done here. */
  go?: { text: () => string; path: string };
};

/** Things of one kind, oldest first. */
export type TodayGroup = {
  key: string;
  title: () => string;
  lines: TodayLine[];
  count: Counted;
  /** Where all of them stand. */
  all?: { text: () => string; path: string };
  /** The act of the same key does one line, or with `several` all that are ticked. */
  act?: { one: () => string; several?: () => string };
};

/** What came about since yesterday. */
export type TodayChange = { text: () => string; count: Counted; path?: string };

export type TodayPart = { waiting: TodayGroup[]; changed: TodayChange[] };

export const nothing: TodayPart = { waiting: [], changed: [] };

/** A count that was read no further than one beyond `countedTo`. */
export const counted = (count: number): Counted => ({
  shown: Math.min(count, countedTo),
  more: count > countedTo,
});
