// The whole gate: what `check` runs, and journeys in a real browser.
import { browserPath } from "./browser.ts";
import { gate } from "./gate.ts";

process.env["BROWSER_PATH"] = await browserPath();
await gate(["house", "browser"]);
