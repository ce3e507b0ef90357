import { useContext } from "preact/hooks";
import { formatList } from "../../../platform/i18n/format.ts";
import { href, type Language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Icon } from "../../../ui/icon/icon.tsx";
import { Hero } from "../../../ui/hero/hero.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { PageContext } from "../../../ui/layout/page-context.ts";
import { Link } from "../../../ui/link/link.tsx";
import { type MapArea, MapPicture, type MapPoint } from "../../../ui/map/map.tsx";
import type { Area } from "../content.ts";
import { AreaSign } from "./area-sign.tsx";
import { AreaCards } from "./areas-page.tsx";

export type HomeMap = {
  outline: Parameters<typeof MapPicture>[0]["outline"];
  areas: readonly MapArea[];
  points: readonly MapPoint[];
};

/** A hub by its name, in the language that name is in. */
export type HomeHub = { href: string; text: string; lang: Language };

type Props = { areas: readonly Area[]; map: HomeMap; hubs: readonly HomeHub[] };

/** The first page: what this is, how to begin, what one can do, and where. */
export const HomePage = ({ areas, map, hubs }: Props) => (
  <Page
    title={m["welcome.home.title"]()}
    description={m["welcome.home.description"]()}
    width="wide"
    banner={<Greeting />}
  >
    <Beginning />
    <section class="stack pt-4 md:pt-8" aria-labelledby="areas">
      <div>
        <h2 id="areas">{m["welcome.home.areas"]()}</h2>
        <p class="text-soft">{m["welcome.home.areas_lead"]()}</p>
      </div>
      <AreaCards areas={areas} level={3} />
    </section>
    {hubs.length > 0 && <Where map={map} hubs={hubs} />}
    <div class="grid gap-5 pt-4 md:grid-cols-2 md:pt-8">
      <Rights />
      <Help />
    </div>
  </Page>
);

const Greeting = () => {
  const { viewer } = useContext(PageContext);
  return (
    <Hero
      title={m["welcome.home.title"]()}
      actions={
        <Buttons>
          {viewer ? (
            <ButtonLink href={href("/me")}>{m["welcome.home.mine"]()}</ButtonLink>
          ) : (
            <ButtonLink kind="sun" href={href("/join")}>
              {m["welcome.home.join"]()}
            </ButtonLink>
          )}
          <ButtonLink kind="text" href={href("/about")}>
            {m["welcome.home.about"]()}
          </ButtonLink>
        </Buttons>
      }
    >
      <p>{m["welcome.home.lead"]()}</p>
    </Hero>
  );
};

/** Three steps, numbered because they have an order. */
const Beginning = () => (
  <section class="stack" aria-labelledby="steps">
    <h2 id="steps">{m["welcome.home.steps"]()}</h2>
    <ol class="grid gap-6 md:grid-cols-3 md:gap-10">
      {([1, 2, 3] as const).map((step) => (
        <li class="grid grid-cols-[3rem_1fr] gap-x-3">
          <span
            class="grid size-11 place-items-center rounded-full bg-wash text-lg font-semibold text-sky"
            aria-hidden="true"
          >
            {step}
          </span>
          <div>
            <h3>{m[`welcome.home.step_${step}`]()}</h3>
            <p class="mt-1">{m[`welcome.home.step_${step}_text`]()}</p>
          </div>
        </li>
      ))}
    </ol>
    <Link href={href("/how-to-join")} icon="next">
      {m["welcome.home.how"]()}
    </Link>
  </section>
);

/** The map, and beside it the same hubs as words. */
const Where = ({ map, hubs }: { map: HomeMap; hubs: readonly HomeHub[] }) => (
  <section class="stack pt-4 md:pt-8" aria-labelledby="hubs">
    <div>
      <h2 id="hubs">{m["welcome.home.hubs"]()}</h2>
      <p class="text-soft">{m["welcome.home.hubs_lead"]()}</p>
    </div>
    <div class="grid items-center gap-x-10 gap-y-6 rounded-box border border-line bg-surface p-3 sm:p-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
      <MapPicture
        id="home-map"
        title={m["welcome.home.hubs"]()}
        description={m["welcome.home.map_about"]({
          names: formatList(map.points.map((point) => point.name)),
        })}
        {...map}
      />
      <div>
        <ul class="hidden divide-y divide-line lg:block">
          {hubs.slice(0, 8).map((hub) => (
            <li>
              <a class="link" href={hub.href} lang={hub.lang}>
                {hub.text}
              </a>
            </li>
          ))}
        </ul>
        <p class="lg:pt-4">
          <ButtonLink kind="plain" href={href("/hubs")}>
            {m["welcome.home.all_hubs"]()}
          </ButtonLink>
        </p>
      </div>
    </div>
  </section>
);

const Rights = () => (
  <section class="card" aria-labelledby="rights">
    <AreaSign area="rights" />
    <h2 class="text-lg" id="rights">
      {m["welcome.home.convention"]()}
    </h2>
    <p>{m["welcome.home.convention_text"]()}</p>
    <Link href={href("/convention")} icon="next">
      {m["welcome.home.convention_read"]()}
    </Link>
  </section>
);

const Help = () => (
  <section class="card" aria-labelledby="help">
    <span class="card-icon">
      <Icon name="phone" />
    </span>
    <h2 class="text-lg" id="help">
      {m["welcome.home.help"]()}
    </h2>
    <p>{m["welcome.home.help_text"]()}</p>
    <Buttons>
      <Link href="tel:111">{m["welcome.home.help_call"]()}</Link>
      <Link href={href("/help")} icon="next">
        {m["welcome.home.help_more"]()}
      </Link>
    </Buttons>
  </section>
);
