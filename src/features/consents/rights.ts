import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canEditTexts, canReadTexts, canAnswerFor, canHandle } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "consents.own",
    text: () => m["consents.right.own"](),
    answer: (who, { person }) => yesIf(canAnswerFor(who, person)),
  },
  {
    key: "consents.unanswered",
    text: () => m["consents.right.unanswered"](),
    answer: (who, { hub }) => yesIf(canHandle(who, hub)),
  },
  {
    key: "consents.papers",
    text: () => m["consents.right.papers"](),
    answer: (who, { hub }) => yesIf(canHandle(who, hub)),
  },
  {
    key: "consents.board",
    text: () => m["consents.right.board"](),
    answer: (who, { hub }) => yesIf(canHandle(who, hub)),
  },
  {
    key: "consents.remind",
    text: () => m["consents.right.remind"](),
    answer: (who, { hub }) => yesIf(canHandle(who, hub)),
  },
  {
    key: "consents.read_texts",
    text: () => m["consents.right.read_texts"](),
    answer: (who) => yesIf(canReadTexts(who)),
    house: true,
  },
  {
    key: "consents.edit_texts",
    text: () => m["consents.right.edit_texts"](),
    answer: (who) => yesIf(canEditTexts(who)),
    house: true,
  },
];
