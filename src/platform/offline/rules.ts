/** Whether an answer may stay on the device: only what the server calls public, which a signed-in page never is. */
export const mayKeep = (answer: {
  status: number;
  headers: { get: (name: string) => string | null };
}): boolean =>
  answer.status === 200 &&
  /(^|[\s,])public([\s,]|$)/.test(answer.headers.get("cache-control") ?? "") &&
  !/no-store|private/.test(answer.headers.get("cache-control") ?? "");

/** Whether somebody goes to a page of ours, rather than an island asking for data. */
export const asksForPage = (mode: string, path: string): boolean =>
  mode === "navigate" && !path.startsWith("/assets/");

/** The page that says there is no connection, in the language of the address asked for. */
export const offlinePage = (path: string): string =>
  `/${/^\/(kk|ru|en)(\/|$)/.exec(path)?.[1] ?? "kk"}/offline`;
