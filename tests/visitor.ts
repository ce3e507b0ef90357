import type { InjectOptions, LightMyRequestResponse } from "fastify";
import type { TestHub } from "./hub.ts";

/** A browser of somebody: keeps the cookies it is given, as browsers do. */
export type Visitor = {
  cookies: Map<string, string>;
  ask: (options: InjectOptions) => Promise<LightMyRequestResponse>;
  get: (url: string, options?: InjectOptions) => Promise<LightMyRequestResponse>;
  post: (
    url: string,
    form?: Record<string, string>,
    options?: InjectOptions,
  ) => Promise<LightMyRequestResponse>;
};

/** Opens a new browser on this hub. */
export function visitor(hub: TestHub, headers: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();
  const ask = async (options: InjectOptions) => {
    const answer = await hub.visit({
      ...options,
      headers: { ...headers, ...options.headers },
      cookies: Object.fromEntries(cookies),
    });
    for (const { name, value } of answer.cookies)
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    return answer;
  };
  return {
    cookies,
    ask,
    get: (url, options) => ask({ ...options, url }),
    post: (url, form = {}, options) =>
      ask({
        ...options,
        method: "POST",
        url,
        headers: { "content-type": "application/x-www-form-urlencoded", ...options?.headers },
        payload: new URLSearchParams(form).toString(),
      }),
  };
}
