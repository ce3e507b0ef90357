import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { FastifyInstance } from "fastify";

type Collect = (how: { type: "major"; flavor: "last-resort" }) => void;

/** How long nobody has asked for a page before it counts as quiet. */
const quiet = 30_000;
/** A busy while: fewer pages than this leave little behind. */
const busy = 50;

/**
 * Gives memory back to the machine once it has been quiet: after the start, and after every busy while. A start leaves
 * some forty megabytes of young memory that V8 keeps for the next rush, and a small server has other things to do.
 */
export function restWhenQuiet(app: FastifyInstance, collect: Collect = collector(), after = quiet): void {
  let pages = 0;
  let before = 0;
  let rested = -busy;
  const looking = setInterval(() => {
    if (pages === before && pages - rested >= busy) {
      rested = pages;
      collect({ type: "major", flavor: "last-resort" });
    }
    before = pages;
  }, after).unref();
  app.server.prependListener("request", ({ url }: { url?: string }) => {
    if (url && !watched.test(url)) pages += 1;
  });
  app.addHook("onClose", async () => clearInterval(looking));
}

/** What is asked for all the time by machines that watch. */
const watched = /^\/(healthz|readyz|metrics)\b/;

/** The collector of this process, which Node shows only to those who ask for it. */
function collector(): Collect {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as Collect;
}
