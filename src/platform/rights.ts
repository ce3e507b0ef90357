import type { Actor } from "./http/actor.ts";

/** What is asked about: somebody or something in this hub. */
export type Asked = { hub: string; person: string };
/** `one_line` is the least one may know of somebody. */
export type Answer = "yes" | "one_line" | "no";

/**
 * One thing that people may or may not do here, for the page that tells who may. The answer is the feature's policy's
 * own, asked with an actor as every request has one: the page cannot say what the house does not do.
 */
export type Right = {
  key: string;
  /** The thing itself in the language of the page: "Open a hub". */
  text: () => string;
  answer: (who: Actor, asked: Asked) => Answer;
  /** True for what is no hub's: where one may do it need not be said. */
  house?: boolean;
};

export const yesIf = (may: boolean): Answer => (may ? "yes" : "no");
