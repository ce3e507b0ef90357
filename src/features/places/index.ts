import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { rights } from "./rights.ts";
import { placeRoutes } from "./routes.ts";

export type { Kind, Level, Place } from "./rules.ts";
export { countryCode, isRural } from "./rules.ts";
export type { FoundPlace, SearchOptions } from "./store/search.ts";
export { searchPlaces } from "./store/search.ts";
export { getBoundaries, getPlace, getPlaces, listLevel } from "./store/tree.ts";
export { type Choice, districtsOf, settlementsOf } from "./choices.ts";
export { regionOf } from "./view.ts";
export type { PlaceLine, Words } from "./pages/naming.ts";
export { fullName, placeLine } from "./pages/naming.ts";
export { countryOutline, drawable, simplify } from "./outline.ts";
export { importPlaces } from "./actions.ts";
export { loadSamplePlaces } from "./sample.ts";

export const feature: Feature = {
  name: "places",
  routes: placeRoutes,
  rights,
  signposts: [
    {
      path: "/places/import",
      text: () => m["places.nav.imports"](),
      icon: "place",
      access: "administrator",
      group: "system",
    },
  ],
};
