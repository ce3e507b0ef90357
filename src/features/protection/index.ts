import type { Feature } from "../../platform/feature.ts";
import { taskRoutes } from "./routes/tasks.ts";

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
export { refusalInWords, tagInWords } from "./words.ts";

export const feature: Feature = { name: "protection", routes: taskRoutes };
