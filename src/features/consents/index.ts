import type { Feature } from "../../platform/feature.ts";
import { rememberBrowsers } from "./browsers.ts";
import { rights } from "./rights.ts";
import { lastingRoutes } from "./routes/lasting.ts";
import { linkRoutes } from "./routes/link.ts";
import { ownRoutes } from "./routes/own.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export { remindGuardians } from "./actions/ask.ts";
export { endTerms } from "./actions/ending.ts";
export { agreeByJoining, joiningText } from "./actions/own.ts";
export { purposes, type Purpose, type Standing } from "./rules/standing.ts";
export { addSampleConsents } from "./sample.ts";
export { type Agreeing, agreeingNow, mayNow, standingIn } from "./standing.ts";
export { isGuardianContact } from "./store/guardians.ts";
export { holdPeople } from "./store/ledger.ts";

export const feature: Feature = {
  name: "consents",
  routes: (app, parts) => {
    rememberBrowsers(app, parts);
    linkRoutes(app, parts);
    lastingRoutes(app, parts);
    ownRoutes(app, parts);
  },
  person,
  rights,
  today,
};
