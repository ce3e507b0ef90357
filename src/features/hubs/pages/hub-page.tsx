import { href, language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import type { IconName } from "../../../ui/icon/icon.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { MapPicture } from "../../../ui/map/map.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { spacePhone } from "../../../ui/phone/space-phone.ts";
import type { CountryMap, Listed } from "../geography.ts";
import { shownText } from "../rules.ts";
import { Fact, Facts } from "./facts.tsx";

import { agesOf, cityOf, dayOf, hubHref, languagesOf, mark, nameOf, Names, Said } from "./said.tsx";

type Props = {
  hub: Listed;
  map: CountryMap & { shape: "wide" | "square" };
  open: boolean;
  mayEdit: boolean;
  mine: boolean;
  /** What other rooms have for this reader about the hub. */
  leads: { path: string; text: () => string; icon: IconName }[];
};

/** What a hub is, whom it takes and how to reach it. */
export const HubPage = ({ hub, map, open, mayEdit, mine, leads }: Props) => {
  const about = shownText(hub.about, language());
  return (
    <Page
      title={nameOf(hub)}
      description={descriptionOf(hub)}
      width="wide"
      back={{ href: href("/hubs"), text: m["hubs.page.all"]() }}
    >
      <div class="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]">
        <div class="stack">
          {!open && <Notice>{m["hubs.page.soon"]({ date: dayOf(hub.opened_on) })}</Notice>}
          {about.text && (
            <div class="prose text-lg" lang={mark(about.lang)}>
              {about.text.split(/\n{1,}/).map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </div>
          )}
          <Buttons>
            <WayIn hub={hub} mine={mine} />
            {mayEdit && (
              <>
                <ButtonLink kind="plain" icon="edit" href={`${hubHref(hub)}/edit`}>
                  {m["hubs.page.edit"]()}
                </ButtonLink>
                <ButtonLink kind="plain" icon="file" href={`${hubHref(hub)}/poster`}>
                  {m["hubs.page.poster"]()}
                </ButtonLink>
              </>
            )}
            {leads.map(({ path, text, icon }) => (
              <ButtonLink kind="plain" icon={icon} href={href(path)}>
                {text()}
              </ButtonLink>
            ))}
          </Buttons>
          <AtAGlance hub={hub} open={open} />
        </div>
        <div class="stack">
          <MapPicture
            id="hub-map"
            title={m["hubs.page.map"]({ name: nameOf(hub) })}
            description={m["hubs.page.map_about"]({
              city: cityOf(hub).text,
              area: hub.regions.map((region) => region.text).join(", "),
            })}
            {...map}
          />
          <Contacts hub={hub} />
          <Partners hub={hub} />
        </div>
      </div>
    </Page>
  );
};

/** The first sentences of the hub's own words, as far as a search engine shows them. */
function descriptionOf(hub: Listed): string {
  const about = hub.about[language()].replace(/\s+/g, " ");
  if (!about) return m["hubs.page.description"]({ name: nameOf(hub) });
  if (about.length <= 155) return about;
  return `${about.slice(0, 154).replace(/\s\S*$/, "")}…`;
}

const AtAGlance = ({ hub, open }: { hub: Listed; open: boolean }) => (
  <section aria-labelledby="facts">
    <h2 id="facts">{m["hubs.page.facts"]()}</h2>
    <Facts>
      <Fact name={m["hubs.page.city"]()}>
        <Names names={[cityOf(hub)]} />
      </Fact>
      <Fact name={m["hubs.page.area"]()}>
        <Names names={hub.regions} />
      </Fact>
      <Fact name={m["hubs.page.ages"]()}>{agesOf(hub)}</Fact>
      <Fact name={m["hubs.page.consent_age"]()}>{m["hubs.page.consent"]({ age: hub.consent_age })}</Fact>
      <Fact name={m["hubs.page.languages"]()}>{languagesOf(hub)}</Fact>
      <Fact name={open ? m["hubs.page.opened"]() : m["hubs.page.opens"]()}>{dayOf(hub.opened_on)}</Fact>
    </Facts>
  </section>
);

const Contacts = ({ hub }: { hub: Listed }) => {
  const address = shownText(hub.address, language()).text;
  if (!address && !hub.email && !hub.phone) return null;
  return (
    <section class="card" aria-labelledby="contacts">
      <h2 class="text-lg" id="contacts">
        {m["hubs.page.contacts"]()}
      </h2>
      <Facts>
        {address && (
          <Fact narrow name={m["hubs.page.address"]()}>
            <Said texts={hub.address} />
          </Fact>
        )}
        {hub.email && (
          <Fact narrow name={m["hubs.page.email"]()}>
            <a href={`mailto:${hub.email}`}>{hub.email}</a>
          </Fact>
        )}
        {hub.phone && (
          <Fact narrow name={m["hubs.page.phone"]()}>
            <a href={`tel:${hub.phone}`}>{spacePhone(hub.phone)}</a>
          </Fact>
        )}
      </Facts>
    </section>
  );
};

const Partners = ({ hub }: { hub: Listed }) =>
  hub.partners.length > 0 ? (
    <section class="card" aria-labelledby="partners">
      <h2 class="text-lg" id="partners">
        {m["hubs.page.partners"]()}
      </h2>
      <ul class="list-disc ps-5">
        {hub.partners.map((partner) => (
          <li>
            <Said texts={partner} />
          </li>
        ))}
      </ul>
    </section>
  ) : null;

/** The way in; whoever belongs already is led to their own page. */
const WayIn = ({ hub, mine }: Pick<Props, "hub" | "mine">) =>
  mine ? (
    <ButtonLink kind="plain" icon="me" href={href("/me")}>
      {m["hubs.page.mine"]()}
    </ButtonLink>
  ) : (
    <>
      <ButtonLink kind="sun" href={href(`/join?hub=${hub.slug}`)}>
        {m["hubs.page.join"]()}
      </ButtonLink>
      <Link href={href("/how-to-join")}>{m["hubs.page.how"]()}</Link>
    </>
  );
