import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";

import { m } from "../i18n/words.ts";
import { Button } from "../../ui/button/button.tsx";
import { Page } from "../../ui/layout/page.tsx";
import { formFor } from "../http/kept-pages.ts";
import { root } from "../root.ts";

/** What a phone shows where there is no connection and the page was not read before; the form asks for that page again. */
const OfflinePage = () => (
  <Page title={m["http.offline.title"]()} description={m["http.offline.text"]()} robots="noindex" unanswered>
    <p class="lead">{m["http.offline.text"]()}</p>
    <form>
      <Button>{m["http.offline.again"]()}</Button>
    </form>
  </Page>
);

/** The service worker, asked for anew at every visit so that a new build is noticed, and the page it shows offline. */
export function offlineRoutes(app: FastifyInstance): void {
  workerRoute(app);
  app.get("/offline", { config: { access: "anyone", public: true } }, (_request, reply) =>
    reply.page(OfflinePage, {}),
  );
}

function workerRoute(app: FastifyInstance): void {
  const file = path.join(root, "dist/worker/sw.js");
  // While one develops only what changed is built, and pages kept from before would only confuse.
  if (!existsSync(file)) return;
  const bodies = {
    br: readFileSync(`${file}.br`),
    gzip: readFileSync(`${file}.gz`),
    identity: readFileSync(file),
  };
  app.get("/sw.js", { config: { access: "anyone", neutral: true } }, (request, reply) => {
    const form = formFor(request.headers["accept-encoding"]);
    reply
      .type("text/javascript; charset=utf-8")
      .header("cache-control", "no-cache")
      .header("service-worker-allowed", "/")
      .header("vary", "accept-encoding");
    if (form !== "identity") reply.header("content-encoding", form);
    return reply.send(bodies[form]);
  });
}
