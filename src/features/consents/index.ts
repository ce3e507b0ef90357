import type { Feature } from "../../platform/feature.ts";
import { rememberBrowsers } from "./browsers.ts";
import { rights } from "./rights.ts";
import { lastingRoutes } from "./routes/lasting.ts";
import { linkRoutes } from "./routes/link.ts";
import { agreementRoutes } from "./routes/agreement.ts";
import { ownRoutes } from "./routes/own.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export { endTerms, followAge } from "./actions/ending.ts";
export { agreeByJoining, joiningText, owesOwnWord } from "./actions/joining.ts";
export { remindGuardians, remindLast } from "./actions/remind.ts";
export { askAnew } from "./actions/renew.ts";
export { withdrawAgain } from "./actions/restoring.ts";
export { purposes, type Purpose, type Standing } from "./rules/standing.ts";
export { addSampleConsents } from "./sample.ts";
export { mayNow, standingIn } from "./standing.ts";
export { isGuardianContact } from "./store/guardians.ts";
export { holdPerson as holdConsents } from "./store/ledger.ts";

export const feature: Feature = {
  name: "consents",
  routes: (app, parts) => {
    rememberBrowsers(app, parts);
    linkRoutes(app, parts);
    lastingRoutes(app, parts);
    ownRoutes(app, parts);
    agreementRoutes(app, parts);
  },
  person,
  rights,
  today,
};
