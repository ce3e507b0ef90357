import { m } from "../../platform/i18n/words.ts";
import { type Right, yesIf } from "../../platform/rights.ts";
import { canVouch } from "./policy.ts";

export const rights: Right[] = [
  {
    key: "accounts.vouch",
    text: () => m["accounts.right.vouch"](),
    answer: (who, { hub, person }) => yesIf(canVouch(who, { person_id: person, hubs: [hub] })),
  },
];
