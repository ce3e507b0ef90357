import type { Feature } from "../../platform/feature.ts";
import { rememberBrowsers } from "./browsers.ts";
import { m } from "../../platform/i18n/words.ts";
import { rights } from "./rights.ts";
import { canSeeBoard } from "./policy.ts";
import { boardRoutes } from "./routes/board.ts";
import { lastingRoutes } from "./routes/lasting.ts";
import { linkRoutes } from "./routes/link.ts";
import { textRoutes } from "./routes/texts.ts";
import { ownRoutes } from "./routes/own.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export { remindGuardians } from "./actions/remind.ts";
export { endTerms } from "./actions/ending.ts";
export { agreeByJoining, joiningText } from "./actions/own.ts";
export { canSeeBoard } from "./policy.ts";
export { purposes, type Purpose, type Standing } from "./rules/standing.ts";
export { addSampleConsents, addSampleRequests } from "./sample.ts";
export { mayNow, standingIn } from "./standing.ts";
export { isGuardianContact } from "./store/guardians.ts";

export const feature: Feature = {
  name: "consents",
  routes: (app, parts) => {
    rememberBrowsers(app, parts);
    linkRoutes(app, parts);
    lastingRoutes(app, parts);
    ownRoutes(app, parts);
    boardRoutes(app, parts);
    textRoutes(app, parts);
  },
  person,
  rights,
  today,
  signposts: [
    {
      path: "/consents",
      text: () => m["consents.board.nav"](),
      icon: "done",
      access: ["coordinator", "safeguarding_focal_point"],
      group: "people",
    },
    {
      path: "/consent-texts",
      text: () => m["consents.texts.title"](),
      icon: "file",
      access: ["coordinator", "safeguarding_focal_point", "national_coordinator", "administrator"],
      group: "hubs",
    },
  ],
  atHub: (who, hub) =>
    canSeeBoard(who, hub.id)
      ? [{ path: `/hubs/${hub.slug}/consents`, text: () => m["consents.board.title"](), icon: "done" }]
      : [],
};
