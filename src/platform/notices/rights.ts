import { m } from "../i18n/words.ts";
import { type Right, yesIf } from "../rights.ts";
import { canLookIn } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "notices.look",
    text: () => m["notices.right.look"](),
    answer: (who) => yesIf(canLookIn(who)),
    house: true,
  },
];
