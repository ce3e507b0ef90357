import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { FilterLinks } from "../../../ui/table/filters.tsx";
import type { Article, Theme } from "../content.ts";

const articleHref = (number: number) => href(`/convention/${number}`);
const themeHref = (key: string) => href(`/convention?theme=${key}`);

type ListProps = { themes: readonly Theme[]; articles: readonly Article[]; chosen: Theme | undefined };

/** The Convention in short: all its articles by theme, or one theme alone. */
export const ConventionPage = ({ themes, articles, chosen }: ListProps) => (
  <Page
    title={chosen ? `${chosen.name} · ${m["welcome.convention.title"]()}` : m["welcome.convention.title"]()}
    description={m["welcome.convention.description"]()}
    lead={m["welcome.convention.lead"]()}
    width="wide"
  >
    <FilterLinks
      label={m["welcome.convention.themes"]()}
      links={[
        { href: href("/convention"), text: m["welcome.convention.all"](), current: !chosen },
        ...themes.map((theme) => ({
          href: themeHref(theme.key),
          text: theme.name,
          current: theme.key === chosen?.key,
        })),
      ]}
    />
    {themes
      .filter((theme) => !chosen || theme.key === chosen.key)
      .map((theme) => (
        <section aria-labelledby={`theme-${theme.key}`} class="stack">
          <h2 id={`theme-${theme.key}`}>{theme.name}</h2>
          <ol class="grid gap-x-12 md:grid-cols-2">
            {articles
              .filter((article) => article.theme === theme.key)
              .map((article) => (
                <ArticleShort article={article} />
              ))}
          </ol>
        </section>
      ))}
  </Page>
);

/** An article by its number and name; the number stands beside it like a line of a book's contents. */
const ArticleShort = ({ article }: { article: Article }) => (
  <li id={`article-${article.number}`} class="grid grid-cols-[2.5rem_1fr] gap-x-3 border-t border-line py-4">
    <span class="text-xl font-semibold text-sky tabular-nums" aria-hidden="true">
      {article.number}
    </span>
    <div>
      <h3 class="text-base">
        <a href={articleHref(article.number)}>
          <span class="sr-only">{m["welcome.convention.article"]({ number: article.number })}. </span>
          {article.title}
        </a>
      </h3>
      <p class="mt-1">{article.text}</p>
    </div>
  </li>
);

type ArticleProps = {
  article: Article;
  theme: Theme;
  near: readonly Article[];
  previous: Article | undefined;
  next: Article | undefined;
};

/** One article on a page of its own, so that it can be sent to a friend or shown in a hall. */
export const ArticlePage = ({ article, theme, near, previous, next }: ArticleProps) => (
  <Page
    title={m["welcome.convention.article_title"]({ number: article.number, title: article.title })}
    description={shortened(article.text)}
    back={{ href: href("/convention"), text: m["welcome.convention.back"]() }}
  >
    <p class="text-lg">{article.text}</p>
    <p>
      <span class="text-soft">{m["welcome.convention.theme"]()}: </span>
      <a href={themeHref(theme.key)}>{theme.name}</a>
    </p>
    <nav aria-label={m["welcome.convention.around"]()} class="flex flex-wrap gap-x-8">
      {previous && (
        <Link href={articleHref(previous.number)} icon="back">
          {m["welcome.convention.previous"]()}
        </Link>
      )}
      {next && (
        <Link href={articleHref(next.number)} icon="next">
          {m["welcome.convention.next"]()}
        </Link>
      )}
    </nav>
    {near.length > 0 && (
      <section class="card">
        <h2 class="text-lg">{m["welcome.convention.near"]()}</h2>
        <ul>
          {near.map((each) => (
            <li>
              <Link href={articleHref(each.number)}>
                {m["welcome.convention.article_title"]({ number: each.number, title: each.title })}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    )}
  </Page>
);

/** As much as a search engine shows, to the end of a word. */
const shortened = (text: string): string =>
  text.length <= 155 ? text : `${text.slice(0, 154).replace(/\s\S*$/, "")}…`;
