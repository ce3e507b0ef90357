import { contentOf } from "../src/platform/notices/send.ts";
import { deriveKeys } from "../src/platform/keys.ts";
import type { TestHub } from "./hub.ts";

type Cookies = Record<string, string>;

/** A browser that keeps cookies and posts forms, as a phone without script does. */
export function browserOf(hub: TestHub, language = "kk") {
  const cookies: Cookies = {};
  const go = async (method: "GET" | "POST", url: string, payload?: Record<string, unknown>) => {
    const answer = await hub.visit({
      method,
      url: `/${language}${url}`,
      cookies,
      headers: payload ? { "content-type": "application/x-www-form-urlencoded" } : {},
      ...(payload ? { payload: encode(payload) } : {}),
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === "") delete cookies[name];
      else cookies[name] = value;
    }
    const to = answer.headers.location?.replace(`/${language}`, "");
    return { status: answer.statusCode, body: answer.body, to };
  };
  return {
    cookies,
    get: (url: string) => go("GET", url),
    post: (url: string, payload: Record<string, unknown> = {}) => go("POST", url, payload),
  };
}

export type Browser = ReturnType<typeof browserOf>;

const encode = (payload: Record<string, unknown>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(payload))
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  return query.toString();
};

/** The digits of the last code sent to a contact. */
export async function lastCode(hub: TestHub, contact: string): Promise<string> {
  const rows = await hub.db
    .selectFrom("platform.notice")
    .selectAll()
    .where("kind", "=", "code")
    .where("recipient", "=", contact)
    .orderBy("created_at", "desc")
    .execute();
  const contents = rows.map((row) => contentOf(deriveKeys(hub.settings), row));
  const content = contents[0];
  if (content?.kind !== "code") throw new Error(`no code was sent to ${contact}`);
  return content.data.code;
}

export const nameAnswers = {
  surname: "Сейітова",
  given_name: "Аяулым",
  patronymic: "",
  birth_date_day: "1",
  birth_date_month: "2",
  birth_date_year: "2009",
};
export const lifeAnswers = {
  occupation: "school",
  occupation_place: "№ 2 мектеп",
  speaks: ["kk", "ru"],
  wishes: "",
};

/** Goes from the choice of a hub to the first question with a confirmed contact. */
export async function confirm(hub: TestHub, browser: Browser, contact: string, slug = "kokshetau") {
  await browser.post("/join", { hub: slug });
  await browser.post("/join/contact", { hub: slug, contact });
  return browser.post("/join/code", { hub: slug, code: await lastCode(hub, contact) });
}
