import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canRegisterAt } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "desk.register",
    text: () => m["desk.right.register"](),
    answer: (who, { hub }) => yesIf(canRegisterAt(who, { id: hub })),
  },
];
