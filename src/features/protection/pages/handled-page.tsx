import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import type { HubLine } from "../../members/index.ts";

/** Which hub's adults, for those who handle several. */
export const HandledPage = ({ hubs }: { hubs: HubLine[] }) => (
  <Page
    title={m["protection.adults.title"]()}
    lead={m["protection.adults.choose"]()}
    width="wide"
    robots="noindex"
  >
    {hubs.length === 0 ? (
      <Empty title={m["protection.adults.no_hub"]()} />
    ) : (
      <Cards>
        {hubs.map((hub) => (
          <Card title={<span lang={hub.lang}>{hub.name}</span>} href={href(`/hubs/${hub.slug}/clearances`)}>
            {hub.city}
          </Card>
        ))}
      </Cards>
    )}
  </Page>
);
