import { useContext } from "preact/hooks";
import { href, languages, type Language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { Icon } from "../icon/icon.tsx";
import { Band, Mark } from "../motif/motif.tsx";
import { MainLinks } from "../navigation/navigation.tsx";
import { PageContext } from "./page-context.ts";

/** Word mark, main sections, language and the way in. */
export const Header = () => {
  const { viewer, navigation, sample } = useContext(PageContext);
  return (
    <header class="header no-print">
      {sample && <p class="sample">{m["ui.page.sample"]()}</p>}
      <div class="header-row">
        <a class="word-mark" href={href("/")}>
          <Mark id="mark" />
          {m["ui.name"]()}
        </a>
        <MainLinks items={navigation.main} />
        <LanguageSwitch />
        {viewer ? (
          <a class="header-me" href={href("/me")}>
            <Icon name="me" />
            <span>
              <span class="sr-only">{m["ui.page.me"]()} </span>
              {viewer.name}
            </span>
          </a>
        ) : (
          <a class="header-me" href={href("/sign-in")}>
            <Icon name="me" />
            <span>{m["ui.page.sign_in"]()}</span>
          </a>
        )}
      </div>
      <Band />
    </header>
  );
};

/** What a phone shows of a language's name, and the rest of it. */
const names: Record<Language, [short: string, rest: string]> = {
  kk: ["Қаз", "ақша"],
  ru: ["Рус", "ский"],
  en: ["Eng", "lish"],
};

/** The same page in each language; names stand in their own language and are never translated. */
const LanguageSwitch = () => {
  const { language, path } = useContext(PageContext);
  return (
    <nav class="languages" aria-label={m["ui.page.languages"]()}>
      {languages.map((each) => (
        <a
          href={href(path, each)}
          lang={each}
          hreflang={each}
          aria-current={each === language ? "true" : undefined}
        >
          <span>
            {names[each][0]}
            <span class="language-rest">{names[each][1]}</span>
          </span>
        </a>
      ))}
    </nav>
  );
};
