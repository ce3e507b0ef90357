// The whole gate: what `check` runs, journeys in a real browser, and what the hub survives.
import { browserPath } from "./browser.ts";
import { gate } from "./gate.ts";

process.env["BROWSER_PATH"] = await browserPath();
await gate(["house", "browser", "chaos"]);
