import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canReadAll } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "audit.read_all",
    text: () => m["audit.right.read_all"](),
    answer: (who) => yesIf(canReadAll(who)),
    house: true,
  },
];
