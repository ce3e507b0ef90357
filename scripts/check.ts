// The gate without the browser: run it before every commit.
import { gate } from "./gate.ts";

await gate(["house"]);
