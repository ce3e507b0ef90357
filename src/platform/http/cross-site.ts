import type { FastifyInstance } from "fastify";

export class CrossSite extends Error {}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

type Asked = {
  method: string;
  fetchSite: string | undefined;
  origin: string | undefined;
  host: string | undefined;
};

/** Whether a request comes from our own pages: Sec-Fetch-Site first, then Origin, for browsers too old to send it. */
export function comesFromUs({ method, fetchSite, origin, host }: Asked, ownOrigin: string): boolean {
  if (safe.has(method)) return true;
  if (fetchSite !== undefined) return fetchSite === "same-origin" || fetchSite === "none";
  if (origin === undefined) return false;
  return origin === ownOrigin || origin === `http://${host}` || origin === `https://${host}`;
}

/** Refuses every unsafe request that another site made a browser send. */
export function refuseCrossSite(app: FastifyInstance, ownOrigin: string): void {
  app.addHook("onRequest", async (request) => {
    const header = (name: string) => request.headers[name] as string | undefined;
    const asked = {
      method: request.method,
      fetchSite: header("sec-fetch-site"),
      origin: header("origin"),
      host: header("host"),
    };
    if (!comesFromUs(asked, ownOrigin)) throw new CrossSite();
  });
}
