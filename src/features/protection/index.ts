import type { Feature } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { rights } from "./rights.ts";
import { clearanceRoutes } from "./routes/clearances.ts";
import { ownRoutes } from "./routes/own.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { person } from "./store/lifecycle.ts";
import { today } from "./today.ts";

export { clearedOn } from "./actions/clearances.ts";
export { remindOfEnds } from "./actions/reminding.ts";
export {
  type HubTask,
  insistOn,
  mayAllTake,
  mayTake,
  type Permit,
  type Taking,
  whoMayTake,
} from "./permits.ts";
export { mayPublish, type Path, type Publishing, type Refusal, type Tag, tags } from "./rules/tasks.ts";
export { addSampleClearances } from "./sample.ts";
export { refusalInWords, tagInWords } from "./words.ts";

export const feature: Feature = {
  name: "protection",
  routes: (app, parts) => {
    taskRoutes(app);
    clearanceRoutes(app, parts);
    ownRoutes(app, parts);
  },
  person,
  rights,
  today,
  signposts: [
    {
      path: "/clearances",
      text: () => m["protection.adults.title"](),
      icon: "shield",
      access: ["coordinator", "safeguarding_focal_point"],
      group: "people",
    },
  ],
};
