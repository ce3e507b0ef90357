import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canImport } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "places.import",
    text: () => m["places.right.import"](),
    answer: (who) => yesIf(canImport(who)),
    house: true,
  },
];
