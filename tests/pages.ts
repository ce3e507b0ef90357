import { accountPages } from "./pages/accounts.ts";
import { hubPages } from "./pages/hubs.ts";
import { joiningPages } from "./pages/joining.ts";
import { memberPages } from "./pages/members.ts";
import { placePages } from "./pages/places.ts";
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
  ...memberPages,
  ...troublePages,
];
