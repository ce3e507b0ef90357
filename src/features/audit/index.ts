import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { auditRoutes } from "./routes.ts";
import { auditToday } from "./today.ts";

export const feature: Feature = {
  name: "audit",
  routes: auditRoutes,
  today: auditToday,
  signposts: [
    {
      path: "/audit",
      text: () => m["audit.title"](),
      icon: "file",
      access: "administrator",
      group: "system",
    },
  ],
};
