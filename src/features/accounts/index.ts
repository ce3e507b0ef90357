import type { Feature } from "../../platform/feature.ts";
import { jobs } from "./jobs.ts";
import { passwordRoutes } from "./routes/password.ts";
import { sampleRoutes } from "./routes/sample.ts";
import { securityRoutes } from "./routes/security.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { person } from "./store/lifecycle.ts";

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
export { give, held, takeBack } from "./cookies.ts";
export { deviceOf, ownPath, readCode } from "./rules.ts";
export { hashToken } from "./tokens.ts";

export const feature: Feature = {
  name: "accounts",
  routes: (app, parts) => {
    signInRoutes(app, parts);
    passwordRoutes(app, parts);
    securityRoutes(app, parts);
    sampleRoutes(app, parts);
  },
  jobs,
  person,
};
