import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { rights } from "./rights.ts";
import { birthDateRoutes } from "./routes/birth-date.ts";
import { cardRoutes } from "./routes/cards.ts";
import { contactRoutes } from "./routes/contact.ts";
import { deskRoutes } from "./routes/desk.ts";
import { posterRoutes } from "./routes/poster.ts";
import { signInRoutes } from "./routes/sign-in.ts";

export const feature: Feature = {
  name: "desk",
  routes: (app, parts) => {
    deskRoutes(app, parts);
    birthDateRoutes(app, parts);
    cardRoutes(app, parts);
    contactRoutes(app, parts);
    signInRoutes(app, parts);
    posterRoutes(app, parts);
  },
  rights,
  signposts: [
    { path: "/desk", text: () => m["desk.title"](), icon: "edit", access: "coordinator", group: "people" },
  ],
};
