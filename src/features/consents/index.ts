import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { forgetScans } from "./actions/paper-ending.ts";
import { rememberBrowsers } from "./browsers.ts";
import { rights } from "./rights.ts";
import { lastingRoutes } from "./routes/lasting.ts";
import { linkRoutes } from "./routes/link.ts";
import { ownRoutes } from "./routes/own.ts";
import { paperPrintingRoutes } from "./routes/paper-printing.ts";
import { paperRoutes } from "./routes/paper.ts";
import { papersRoutes } from "./routes/papers.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export { remindGuardians } from "./actions/ask.ts";
export { endTerms } from "./actions/ending.ts";
export { agreeByJoining, joiningText } from "./actions/own.ts";
export { purposes, type Purpose, type Standing } from "./rules/standing.ts";
export { addSampleConsents, addSamplePapers } from "./sample.ts";
export { mayNow, standingIn } from "./standing.ts";
export { isGuardianContact } from "./store/guardians.ts";

export const feature: Feature = {
  name: "consents",
  routes: (app, parts) => {
    rememberBrowsers(app, parts);
    linkRoutes(app, parts);
    lastingRoutes(app, parts);
    ownRoutes(app, parts);
    papersRoutes(app, parts);
    paperPrintingRoutes(app, parts);
    paperRoutes(app, parts);
  },
  person,
  rights,
  today,
  jobs: [{ name: "consents.forget_scans", cron: "55 20 * * *", run: ({ db, now }) => forgetScans(db, now) }],
  signposts: [
    {
      path: "/papers",
      text: () => m["consents.papers.title"](),
      icon: "file",
      access: ["coordinator", "safeguarding_focal_point"],
      group: "people",
    },
  ],
};
