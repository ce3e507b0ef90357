import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canEdit } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "people.edit",
    text: () => m["people.right.edit"](),
    answer: (who, { person }) => yesIf(canEdit(who, person)),
  },
];
