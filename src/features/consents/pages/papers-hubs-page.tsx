import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";

/** A hub by its name; `lang` is given where that is not in the page's language. */
export type NamedHub = { slug: string; name: string; lang?: string };

/** Whose papers these are, for those who handle the consents of several hubs. */
export const PapersHubsPage = ({ hubs }: { hubs: NamedHub[] }) => (
  <Page title={m["consents.papers.title"]()} width="wide" robots="noindex">
    {hubs.length === 0 ? (
      <Empty title={m["consents.papers.no_hub"]()}>{m["consents.papers.no_hub_text"]()}</Empty>
    ) : (
      <Cards>
        {hubs.map(({ slug, name, lang }) => (
          <Card title={<span lang={lang}>{name}</span>} href={href(`/hubs/${slug}/papers`)} />
        ))}
      </Cards>
    )}
  </Page>
);
