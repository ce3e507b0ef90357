export const languages = ["kk", "ru", "en"] as const;
export type Language = (typeof languages)[number];

let spoken: Language = "kk";

/** Runs `draw` with every word, date and link in `chosen`; `draw` must not await, so requests cannot mix. */
export function speak<T>(chosen: Language, draw: () => T): T {
  const before = spoken;
  spoken = chosen;
  try {
    return draw();
  } finally {
    spoken = before;
  }
}

/** The language being spoken now (inside `speak`). */
export const language = (): Language => spoken;

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

/** The address of a page in the language being spoken: `/people` becomes `/kk/people`. */
export const href = (path: string, chosen: Language = spoken) => `/${chosen}${path === "/" ? "/" : path}`;

/** The path and its language: `/ru/hubs?x` is `/hubs?x` in ru; a path without one has none. */
export function splitLanguage(url: string): { language: Language | undefined; path: string } {
  const found = /^\/(kk|ru|en)(?=[/?]|$)/.exec(url);
  if (!found) return { language: undefined, path: url };
  const rest = url.slice(3);
  return { language: found[1] as Language, path: rest.startsWith("/") ? rest : `/${rest}` };
}

/** The first of our languages that a browser's Accept-Language asks for; Kazakh when it asks for none. */
export function languageOfBrowser(header: string | undefined): Language {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...options] = part.trim().split(";");
      const quality = options.find((option) => option.trim().startsWith("q="))?.split("=")[1];
      return {
        tag: tag.toLowerCase().split("-")[0],
        quality: quality === undefined ? 1 : Number(quality) || 0,
      };
    })
    .filter((each) => each.quality > 0 && isLanguage(each.tag))
    .sort((a, b) => b.quality - a.quality);
  return (wanted[0]?.tag as Language | undefined) ?? "kk";
}
