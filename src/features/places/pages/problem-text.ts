import { m } from "../../../platform/i18n/words.ts";
import type { Problem } from "../reading/problem.ts";

/** One thing wrong with a file, in words: where it is, what it is, what to do. */
export const problemText = ({ row, reason, value }: Problem): string =>
  m[`places.refused.${reason}`]({ row, value });
