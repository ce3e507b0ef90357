import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canAnswerFor, canHandle, canSeeUnanswered } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "consents.own",
    text: () => m["consents.right.own"](),
    answer: (who, { person }) => yesIf(canAnswerFor(who, person)),
  },
  {
    key: "consents.unanswered",
    text: () => m["consents.right.unanswered"](),
    answer: (who, { hub }) => yesIf(canSeeUnanswered(who, hub)),
  },
  {
    key: "consents.papers",
    text: () => m["consents.right.papers"](),
    answer: (who, { hub }) => yesIf(canHandle(who, { hub_id: hub })),
  },
];
