import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { todayRoutes } from "./routes.ts";

export const feature: Feature = {
  name: "today",
  routes: todayRoutes,
  signposts: [
    { path: "/today", text: () => m["today.title"](), icon: "today", access: "staff", group: "people" },
  ],
};
