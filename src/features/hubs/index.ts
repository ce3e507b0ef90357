import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { clearDrafts } from "./actions.ts";
import { editingRoutes } from "./routes/editing.ts";
import { openingRoutes } from "./routes/opening.ts";
import { showingRoutes } from "./routes/showing.ts";

export const feature: Feature = {
  name: "hubs",
  routes: (app, parts) => {
    showingRoutes(app, parts);
    openingRoutes(app, parts);
    editingRoutes(app, parts);
  },
  jobs: [{ name: "hubs.clear_drafts", cron: "20 21 * * *", run: ({ db, now }) => clearDrafts(db, now) }],
  signposts: [
    { path: "/hubs", text: () => m["hubs.list.title"](), icon: "hubs", access: "anyone", group: "main" },
    {
      path: "/hubs/new",
      text: () => m["hubs.list.new"](),
      icon: "hubs",
      access: "national_coordinator",
      group: "hubs",
    },
  ],
};

export type { Hub } from "./store/hubs.ts";
export { findHub, getHub, hubsForAge, listHubs } from "./store/hubs.ts";
export { hubName, shownText, welcomesAge } from "./rules.ts";
export { loadSampleHubs, sampleHubId } from "./sample/load.ts";
export type { CountryMap, Listed } from "./geography.ts";
export { drawCountry, withRegions } from "./geography.ts";
