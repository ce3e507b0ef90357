import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { jobs } from "./jobs.ts";
import { rights } from "./rights.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { passwordRoutes } from "./routes/password.ts";
import { recoveriesRoutes } from "./routes/recoveries.ts";
import { recoveryRoutes } from "./routes/recovery.ts";
import { recoveryCodeRoutes } from "./routes/recovery-codes.ts";
import { sampleRoutes } from "./routes/sample.ts";
import { secondRoutes } from "./routes/second.ts";
import { securityRoutes } from "./routes/security.ts";
import { settingUpRoutes } from "./routes/setting-up.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export {
  type Asked,
  type Confirmed,
  confirmCode,
  contactOfTicket,
  readProof,
  requestCode,
  takeProof,
} from "./actions/codes.ts";
export {
  endAllSessions,
  endSession,
  endSessionOfToken,
  keepUp,
  renewSession,
  startSession,
} from "./actions/sessions.ts";
export {
  cardOf,
  type CardAnswer,
  cardTerms,
  endCard,
  makeCard,
  type MayUseCard,
  signInByCard,
} from "./actions/cards.ts";
export { groupsOf, readCardCode } from "./card-code.ts";
export { browserOf, contactFrom, type ContactRefused, withNext, wayOn } from "./forms.ts";
export { give, held, takeBack } from "./cookies.ts";
export { deviceOf, ownPath, readCode } from "./rules.ts";
export { arrive } from "./routes/onwards.ts";
export { codesFor } from "./routes/sample.ts";
export { isHalfOver } from "./rules/second-factor.ts";
export { hashToken } from "./tokens.ts";

export const feature: Feature = {
  name: "accounts",
  routes: (app, parts) => {
    signInRoutes(app, parts);
    passwordRoutes(app, parts);
    secondRoutes(app, parts);
    settingUpRoutes(app, parts);
    passkeyRoutes(app, parts);
    recoveryCodeRoutes(app, parts);
    recoveryRoutes(app, parts);
    recoveriesRoutes(app, parts);
    securityRoutes(app, parts);
    sampleRoutes(app, parts);
  },
  jobs,
  person,
  rights,
  today,
  signposts: [
    {
      path: "/recoveries",
      text: () => m["accounts.recoveries.title"](),
      icon: "phone",
      access: ["coordinator", "administrator"],
      group: "people",
    },
  ],
};
