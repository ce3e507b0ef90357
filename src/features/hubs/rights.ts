import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canChange, canOpen } from "./policy.ts";
import { coordinatorsFields, hubFields } from "./rules.ts";

export const rights: Right[] = [
  {
    key: "hubs.open",
    text: () => m["hubs.right.open"](),
    answer: (who) => yesIf(canOpen(who)),
    house: true,
  },
  {
    key: "hubs.edit_words",
    text: () => m["hubs.right.edit_words"](),
    answer: (who, { hub }) => yesIf(canChange(who, { id: hub }, [...coordinatorsFields])),
  },
  {
    key: "hubs.edit_all",
    text: () => m["hubs.right.edit_all"](),
    answer: (who, { hub }) => yesIf(canChange(who, { id: hub }, [...hubFields])),
  },
];
