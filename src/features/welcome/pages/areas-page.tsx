import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Cards } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import type { Area } from "../content.ts";
import { AreaSign } from "./area-sign.tsx";

/** Areas as cards, each with its picture and its promise. */
export const AreaCards = ({ areas, level }: { areas: readonly Area[]; level: 2 | 3 }) => {
  const Heading = `h${level}` as const;
  return (
    <Cards>
      {areas.map((area) => (
        <div class="card card-link">
          <AreaSign area={area.key} />
          <Heading class="text-lg">
            <a class="card-title" href={href(`/areas/${area.key}`)}>
              {area.name}
            </a>
          </Heading>
          <p class="text-soft">{area.promise}</p>
        </div>
      ))}
    </Cards>
  );
};

/** The six areas side by side. */
export const AreasPage = ({ areas }: { areas: readonly Area[] }) => (
  <Page
    title={m["welcome.areas.title"]()}
    description={m["welcome.areas.description"]()}
    lead={m["welcome.areas.lead"]()}
    width="wide"
  >
    <AreaCards areas={areas} level={2} />
  </Page>
);

/** One area: what one learns in it and what one could do. */
export const AreaPage = ({ area, next }: { area: Area; next: Area }) => (
  <Page
    title={area.name}
    description={area.promise}
    lead={area.promise}
    back={{ href: href("/areas"), text: m["welcome.areas.all"]() }}
  >
    <div class="prose">
      {area.description.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <h2>{m["welcome.areas.examples"]()}</h2>
      <ul>
        {area.examples.map((example) => (
          <li>{example}</li>
        ))}
      </ul>
    </div>
    <Buttons>
      <ButtonLink kind="sun" href={href("/join")}>
        {m["welcome.areas.join"]()}
      </ButtonLink>
      <Link href={href(`/areas/${next.key}`)} icon="next">
        {m["welcome.areas.next"]()}: {next.name}
      </Link>
    </Buttons>
  </Page>
);
