import { readFileSync } from "node:fs";
import path from "node:path";
import { Marked } from "marked";
import { parse } from "yaml";
import { z } from "zod";
import { href, type Language, languages } from "../../platform/i18n/language.ts";
import { root } from "../../platform/root.ts";

/** The texts of our own repository, read and rendered once, at start; a fault in them stops the start. */
export const pageKeys = ["about", "join", "privacy", "accessibility", "help"] as const;
export type PageKey = (typeof pageKeys)[number];

export type Written = { title: string; description: string; html: string };
export type Area = { key: string; name: string; promise: string; description: string[]; examples: string[] };
export type Article = { number: number; theme: string; title: string; text: string };
export type Theme = { key: string; name: string };
export type Content = {
  pages: Record<PageKey, Written>;
  areas: Area[];
  themes: Theme[];
  articles: Article[];
};

const inThree = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ kk: schema, ru: schema, en: schema });
const text = z.string().min(1);

const Front = z.object({ title: text, description: text.max(160) });
const Areas = z.array(
  z
    .object({ key: z.string().regex(/^[a-z]+$/) })
    .extend(
      inThree(z.object({ name: text, promise: text, description: z.array(text), examples: z.array(text) }))
        .shape,
    ),
);
const Convention = z.object({
  themes: z.array(z.object({ key: text }).extend(inThree(text).shape)),
  articles: z
    .array(
      z
        .object({ number: z.number().int(), theme: text })
        .extend(inThree(z.object({ title: text, text })).shape),
    )
    .length(54),
});

/** Everything below content/ in each language. */
export function readContent(): Record<Language, Content> {
  const areas = Areas.parse(readYaml("areas.yaml"));
  const convention = Convention.parse(readYaml("convention.yaml"));
  const inLanguage = (language: Language): Content => ({
    pages: Object.fromEntries(pageKeys.map((key) => [key, readPage(key, language)])) as Content["pages"],
    areas: areas.map((area) => ({ key: area.key, ...area[language] })),
    themes: convention.themes.map((theme) => ({ key: theme.key, name: theme[language] })),
    articles: convention.articles.map(({ number, theme, ...article }) => ({
      number,
      theme,
      ...article[language],
    })),
  });
  return Object.fromEntries(languages.map((language) => [language, inLanguage(language)])) as Record<
    Language,
    Content
  >;
}

const read = (name: string): string => readFileSync(path.join(root, "content", name), "utf8");
const readYaml = (name: string): unknown => parse(read(name));

function readPage(key: PageKey, language: Language): Written {
  const parts = /^---\n(.*?)\n---\n(.*)$/s.exec(read(`pages/${key}.${language}.md`));
  if (!parts) throw new Error(`content/pages/${key}.${language}.md does not begin with its title`);
  const [, front = "", body = ""] = parts;
  return { ...Front.parse(parse(front)), html: renderMarkdown(body, language) };
}

/** Markdown as HTML whose links to our own pages stay in the reader's language. */
export function renderMarkdown(markdown: string, language: Language): string {
  const marked = new Marked({ async: false });
  marked.use({
    walkTokens: (token) => {
      if (token.type === "link" && token["href"].startsWith("/"))
        token["href"] = href(token["href"], language);
    },
  });
  return marked.parse(markdown) as string;
}
