/** What a browser is told: where it stands now and what it was shown. */
export type Answer = { status: number; to: string | undefined; body: string; headers: Headers };

export type RealVisitor = {
  cookies: Map<string, string>;
  get: (url: string) => Promise<Answer>;
  post: (url: string, form?: Record<string, string>) => Promise<Answer>;
};

/** A browser on real HTTP that keeps its cookies; each request goes to the origin that `next` names. */
export function realVisitor(next: () => string, patience = 30_000): RealVisitor {
  const cookies = new Map<string, string>();
  const ask = async (url: string, options: RequestInit): Promise<Answer> => {
    const answer = await fetch(next() + url, {
      ...options,
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
      headers: {
        "sec-fetch-site": "same-origin",
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(options.headers as Record<string, string>),
      },
    });
    for (const line of answer.headers.getSetCookie()) keep(cookies, line);
    const body = await answer.text();
    return {
      status: answer.status,
      to: answer.headers.get("location") ?? undefined,
      body,
      headers: answer.headers,
    };
  };
  return {
    cookies,
    get: (url) => ask(url, {}),
    post: (url, form = {}) =>
      ask(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
      }),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === "") cookies.delete(name);
  else cookies.set(name, decodeURIComponent(value));
}

/** Fills in nothing: the fields of the page's form that stand ready, as a browser sends them back. */
export function readyFields(html: string, action: string): Record<string, string> {
  const form = html
    .split(/<form\b/)
    .find((each) => each.slice(0, each.indexOf(">")).includes(`action="${action}"`));
  if (!form) throw new Error(`no form leads to ${action}`);
  const inside = form.slice(0, form.indexOf("</form>"));
  const fields: Record<string, string> = {};
  for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    if (name && (/type="(?:hidden|text|email|tel|number)"/.test(tag) || /type="radio".*\schecked/.test(tag)))
      fields[name] = unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? "");
  }
  return fields;
}

const unescape = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
