import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";

type Hub = { slug: string; name: string; lang?: string; city: string };

/** Which hub's board this is, for those who handle the consents of several; whoever handles none is told who does. */
export const BoardsPage = ({ hubs }: { hubs: Hub[] }) => (
  <Page title={m["consents.board.title"]()} width="wide" robots="noindex">
    {hubs.length === 0 && <Empty title={m["consents.board.none"]()}>{m["consents.board.none_text"]()}</Empty>}
    <Cards>
      {hubs.map((hub) => (
        <Card
          title={<span lang={hub.lang}>{hub.name}</span>}
          href={href(`/hubs/${hub.slug}/consents`)}
          icon="hubs"
        >
          <p class="text-soft">{hub.city}</p>
        </Card>
      ))}
    </Cards>
  </Page>
);
