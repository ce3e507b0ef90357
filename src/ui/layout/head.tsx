import { useContext } from "preact/hooks";
import { languages } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { PageContext } from "./page-context.ts";

type Props = { title: string; description: string | undefined; robots: string | undefined };

const locales = { kk: "kk_KZ", ru: "ru_KZ", en: "en_GB" };

/** What browsers, search engines and messengers read of a page. */
export const Head = ({ title, description, robots }: Props) => {
  const { language, path, origin, assets } = useContext(PageContext);
  const bare = path.split("?")[0] ?? path;
  const address = `${origin}/${language}${bare}`;
  const name = m["ui.name"]();
  const full = title === name ? name : `${title} · ${name}`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{full}</title>
      {description && <meta name="description" content={description} />}
      {robots && <meta name="robots" content={robots} />}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fbf9f6" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#0f1b24" media="(prefers-color-scheme: dark)" />
      <link rel="stylesheet" href={assets.css} />
      <script type="module" src={assets.js} />
      <link rel="canonical" href={address} />
      {languages.map((each) => (
        <link rel="alternate" hreflang={each} href={`${origin}/${each}${bare}`} />
      ))}
      <link rel="alternate" hreflang="x-default" href={`${origin}${bare}`} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={name} />
      <meta property="og:title" content={title} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:url" content={address} />
      <meta property="og:locale" content={locales[language]} />
      <meta property="og:image" content={`${origin}/icon-512.png`} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/icon-180.png" />
      <link rel="manifest" href={`/manifest-${language}.webmanifest`} />
    </head>
  );
};
