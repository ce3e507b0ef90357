import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import type { HubLine } from "../../members/index.ts";

/** Which hub's desk this is, for those who look after several. */
export const DesksPage = ({ hubs }: { hubs: HubLine[] }) => (
  <Page title={m["desk.choose.title"]()} lead={m["desk.choose.lead"]()} width="wide" robots="noindex">
    {hubs.length === 0 ? (
      <Empty title={m["desk.choose.none"]()}>{m["desk.choose.none_text"]()}</Empty>
    ) : (
      <Cards>
        {hubs.map((hub) => (
          <Card title={<span lang={hub.lang}>{hub.name}</span>} href={href(`/desk/${hub.slug}`)}>
            {hub.city}
          </Card>
        ))}
      </Cards>
    )}
  </Page>
);
