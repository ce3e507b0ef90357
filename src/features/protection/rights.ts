import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canHandle, canRecordFor, canSignFor } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "protection.read",
    text: () => m["protection.right.read"](),
    answer: (who, { hub, person }) => yesIf(canHandle(who, { id: hub }) || canSignFor(who, person)),
  },
  {
    key: "protection.record",
    text: () => m["protection.right.record"](),
    answer: (who, { hub, person }) => yesIf(canRecordFor(who, { id: hub }, person)),
  },
  {
    key: "protection.sign",
    text: () => m["protection.right.sign"](),
    answer: (who, { person }) => yesIf(canSignFor(who, person)),
  },
];
