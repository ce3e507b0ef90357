import { m } from "../../platform/i18n/words.ts";
import { barredTags, type Publishing, type Refusal, type Tag, type Task } from "./rules/tasks.ts";

/** A tag in the language being spoken, in the middle of a sentence. */
export const tagInWords = (tag: Tag): string => m[`protection.tag.${tag}`]();

/** Why somebody may not take a task, or why it cannot be published, and what to do; in the language being spoken. */
export function refusalInWords(refusal: Refusal | Exclude<Publishing, { may: true }>, task: Task): string {
  switch (refusal.reason) {
    case "barred":
      return m["protection.refused.barred"]({ what: tagInWords(refusal.tag) });
    case "only_for_adults": {
      const barred = barredTags.find((tag) => task.tags.includes(tag));
      return m["protection.refused.only_for_adults"]({ what: barred ? tagInWords(barred) : "" });
    }
    case "no_consent":
      return m["protection.refused.no_consent"](refusal);
    default:
      return m[`protection.refused.${refusal.reason}`]();
  }
}
