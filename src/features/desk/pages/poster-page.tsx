import { href, language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Poster } from "../../../ui/poster/poster.tsx";
import { spacePhone } from "../../../ui/phone/space-phone.ts";
import type { HubLine } from "../../members/index.ts";
import { typedAddress } from "../rules.ts";
import { callsIn } from "./calls.ts";

export type AboutPoster = {
  hub: HubLine;
  address: { text: string; lang: string };
  phone: string;
  /** Where the QR code leads. */
  join: string;
};

/** What a poster says, in the language that is being spoken. */
export const posterWords = ({ hub, join }: AboutPoster) => ({
  what: m["desk.poster.what"](),
  deeds: [m["desk.poster.first"](), m["desk.poster.second"](), m["desk.poster.third"]()],
  ages: m["desk.poster.ages"]({ lowest: hub.lowest_age, highest: hub.highest_age }),
  consent: m["desk.poster.consent"]({ consent: hub.consent_age }),
  scan: m["desk.poster.scan"](),
  typed: typedAddress(join),
  last: m["desk.poster.no_phone"](),
  qr: { text: join, title: m["desk.poster.qr"]({ hub: hub.name }) },
});

/** The poster of a hub: read on a phone, printed on A4, or taken as a PDF. */
export const PosterPage = (about: AboutPoster) => {
  const { hub, address, phone } = about;
  return (
    <Page
      title={m["desk.poster.title"]({ hub: hub.name })}
      description={m["desk.poster.description"]({ hub: hub.name })}
      lead={m["desk.poster.lead"]()}
      width="wide"
      back={{ href: href(`/hubs/${hub.slug}`), text: hub.name }}
    >
      <Buttons>
        <ButtonLink kind="sun" icon="file" href={`/hubs/${hub.slug}/poster.pdf?language=${language()}`}>
          {m["desk.poster.download"]()}
        </ButtonLink>
      </Buttons>
      <Poster
        {...posterWords(about)}
        calls={callsIn(language())}
        hub={{ text: hub.name, lang: hub.lang }}
        address={{ text: address.text, lang: address.lang === language() ? undefined : address.lang }}
        phone={phone && spacePhone(phone)}
      />
    </Page>
  );
};
