import type { FastifyInstance } from "fastify";

/** Finds the nearest page above an address that only takes forms: where "back", a refresh or another language leads. */
export function pagesAboveForms(app: FastifyInstance): (path: string) => string | undefined {
  const taking = (method: string) => {
    const patterns = app.guarded.filter((route) => route.method === method).map(({ url }) => patternOf(url));
    return (path: string) => patterns.some((pattern) => pattern.test(path));
  };
  const takesForms = taking("POST");
  const isPage = taking("GET");
  return (path) => {
    if (!takesForms(path)) return;
    let above = path;
    while (above !== "" && !isPage(above)) above = above.slice(0, above.lastIndexOf("/"));
    return above || "/";
  };
}

const patternOf = (url: string) => new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`);
