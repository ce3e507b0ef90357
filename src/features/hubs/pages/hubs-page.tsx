import { formatList } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { MapPicture } from "../../../ui/map/map.tsx";
import { ExportForm } from "../../../ui/table/export-form.tsx";
import type { CountryMap, Listed } from "../geography.ts";
import { agesOf, hubHref, Names, Said } from "./said.tsx";

type Props = { hubs: readonly Listed[]; map: CountryMap; mayOpen: boolean; mayExport: boolean };

/** Every hub of the country, on its map and in a list. */
export const HubsPage = ({ hubs, map, mayOpen, mayExport }: Props) => (
  <Page
    title={m["hubs.list.title"]()}
    description={m["hubs.list.description"]()}
    lead={m["hubs.list.lead"]()}
    width="wide"
  >
    {mayOpen && (
      <ButtonLink kind="plain" icon="hubs" href={href("/hubs/new")}>
        {m["hubs.list.new"]()}
      </ButtonLink>
    )}
    {hubs.length === 0 ? (
      <Empty title={m["hubs.list.none"]()}>{m["hubs.list.none_text"]()}</Empty>
    ) : (
      <>
        <HubsMap map={map} />
        <h2>{m["hubs.list.heading"]()}</h2>
        <Cards>
          {hubs.map((hub) => (
            <HubCard hub={hub} />
          ))}
        </Cards>
        {mayExport && <ExportForm action={href("/hubs/export")} />}
      </>
    )}
  </Page>
);

const HubsMap = ({ map }: { map: CountryMap }) => (
  <div class="flex justify-center rounded-box border border-line bg-surface p-3 sm:p-6">
    <MapPicture
      id="hubs-map"
      title={m["hubs.list.map"]()}
      description={m["hubs.list.map_about"]({ names: formatList(map.points.map((point) => point.name)) })}
      {...map}
    />
  </div>
);

const HubCard = ({ hub }: { hub: Listed }) => (
  <Card level={3} title={<Said texts={hub.name} />} href={hubHref(hub)}>
    <p class="text-soft">
      <Names names={hub.regions} />
    </p>
    <p class="text-soft">{agesOf(hub)}</p>
  </Card>
);
