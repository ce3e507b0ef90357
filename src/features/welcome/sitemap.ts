import { languages } from "../../platform/i18n/language.ts";

/** Every public page in each language, each pointing to the same page in the others. */
export function sitemap(origin: string, paths: readonly string[]): string {
  const address = (path: string, language: string) => `${origin}/${language}${path}`;
  const entries = paths.flatMap((path) =>
    languages.map((language) => {
      const others = languages.map(
        (each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${xml(address(path, each))}"/>`,
      );
      return `<url><loc>${xml(address(path, language))}</loc>${others.join("")}</url>`;
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join("\n")}
</urlset>
`;
}

const xml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Search engines may read everything; but a hub full of sample people is not for them. */
export const robots = (origin: string, sample: boolean): string =>
  sample ? "User-agent: *\nDisallow: /\n" : `User-agent: *\nAllow: /\nSitemap: ${origin}/sitemap.xml\n`;
