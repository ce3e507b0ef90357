import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { forgetScans } from "./actions/paper-ending.ts";
import { rememberBrowsers } from "./browsers.ts";
import { rights } from "./rights.ts";
import { canHandle } from "./policy.ts";
import { boardRoutes } from "./routes/board.ts";
import { lastingRoutes } from "./routes/lasting.ts";
import { linkRoutes } from "./routes/link.ts";
import { textRoutes } from "./routes/texts.ts";
import { agreementRoutes } from "./routes/agreement.ts";
import { ownRoutes } from "./routes/own.ts";
import { paperPrintingRoutes } from "./routes/paper-printing.ts";
import { paperRoutes } from "./routes/paper.ts";
import { papersRoutes } from "./routes/papers.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export { endTerms, followAge } from "./actions/ending.ts";
export { agreeByJoining, joiningText, owesOwnWord } from "./actions/joining.ts";
export { remindGuardians, remindLast } from "./actions/remind.ts";
export { askAnew } from "./actions/renew.ts";
export { withdrawAgain } from "./actions/restoring.ts";
export { canHandle as canHandleConsents } from "./policy.ts";
export { purposes, type Purpose, type Standing } from "./rules/standing.ts";
export { addSampleConsents, addSampleRequests } from "./sample.ts";
export { addSamplePapers } from "./sample-papers.ts";
export { type Agreeing, agreeingNow, mayNow, standingIn } from "./standing.ts";
export { isGuardianContact } from "./store/guardians.ts";
export { holdPeople, holdPerson } from "./store/ledger.ts";

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
    boardRoutes(app, parts);
    textRoutes(app, parts);
    agreementRoutes(app, parts);
  },
  person,
  rights,
  today,
  jobs: [{ name: "consents.forget_scans", cron: "55 20 * * *", run: ({ db, now }) => forgetScans(db, now) }],
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
      icon: "edit",
      access: ["national_coordinator", "administrator"],
      group: "hubs",
    },
  ],
  atHub: (who, hub) =>
    canHandle(who, hub.id)
      ? [{ path: `/hubs/${hub.slug}/consents`, text: () => m["consents.board.title"](), icon: "done" }]
      : [],
};
