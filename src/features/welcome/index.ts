import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { welcomeRoutes } from "./routes.ts";

export const feature: Feature = {
  name: "welcome",
  routes: welcomeRoutes,
  signposts: [
    { path: "/", text: () => m["welcome.nav.home"](), icon: "home", access: "anyone", group: "main" },
    { path: "/areas", text: () => m["welcome.nav.areas"](), icon: "learn", access: "anyone", group: "main" },
  ],
};
