import { accountPages } from "./pages/accounts.ts";
import { consentPages } from "./pages/consents.ts";
import { paperPages } from "./pages/papers.ts";
import { deskPages } from "./pages/desk.ts";
import { auditPages } from "./pages/audit.ts";
import { factorPages } from "./pages/factor.ts";
import { hubPages } from "./pages/hubs.ts";
import { joiningPages } from "./pages/joining.ts";
import { memberPages } from "./pages/members.ts";
import { placePages } from "./pages/places.ts";
import { protectionPages } from "./pages/protection.ts";
import { todayPages } from "./pages/today.ts";
import { postPages } from "./pages/posts.ts";
import type { SeenPage } from "./pages/tools.ts";
import { troublePages, welcomePages } from "./pages/welcome.ts";

export { open, type SeenPage } from "./pages/tools.ts";

/** Every page as somebody sees it, empty states, refusals and late answers among them. */
export const pages: SeenPage[] = [
  ...welcomePages,
  ...placePages,
  ...hubPages,
  ...joiningPages,
  ...accountPages,
  ...factorPages,
  ...memberPages,
  ...consentPages,
  ...protectionPages,
  ...paperPages,
  ...deskPages,
  ...auditPages,
  ...todayPages,
  ...postPages,
  ...troublePages,
];
