import type { ComponentChildren } from "preact";
import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { countryCode, isLivedIn, type Language, type Place } from "../rules.ts";
import type { PlaceView } from "../view.ts";
import { fullName, kindName, markOf } from "./naming.ts";
import { PlaceList } from "./place-list.tsx";
import { PlaceMap } from "./place-map.tsx";

/** One place: where it is, how it is called in each language, what lies in it. */
export const PlacePage = ({ place, above, inside, map }: PlaceView) => {
  const name = fullName(place);
  const livedIn = isLivedIn(place);
  const parent = above[0] && fullName(above[0]);
  const back = above[0]?.code === countryCode ? "/places" : `/places/${above[0]?.code}`;
  return (
    <Page
      title={name.text}
      lead={livedIn ? kindName(place.kind) : undefined}
      description={m["places.place.description"]({ name: name.text })}
      back={parent && { href: href(back), text: parent.text }}
    >
      {place.retired_at && (
        <Notice kind="care" title={m["places.place.retired.title"]()}>
          {m["places.place.retired.text"]({ date: formatDate(place.retired_at, { zone: "Asia/Almaty" }) })}
        </Notice>
      )}
      {map && (
        <PlaceMap
          map={map}
          title={name.text}
          description={m["places.place.map.about"]({ name: name.text })}
        />
      )}
      <Facts place={place} above={above} />
      {inside.length > 0 && (
        <>
          <h2>{m["places.place.inside"]()}</h2>
          <PlaceList places={inside} />
        </>
      )}
    </Page>
  );
};

const Facts = ({ place, above }: { place: Place; above: Place[] }) => (
  <>
    <h2>{m["places.place.facts"]()}</h2>
    <dl class="grid gap-x-8 gap-y-3 sm:grid-cols-[max-content_1fr]">
      {above.length > 0 && (
        <Fact label={m["places.place.where"]()}>
          {above.map((each, index) => (
            <>
              {index > 0 && ", "}
              <Above place={each} />
            </>
          ))}
        </Fact>
      )}
      <Called place={place} language="kk" />
      <Called place={place} language="ru" />
      <Called place={place} language="en" />
      {isLivedIn(place) && (
        <Fact label={m["places.place.life"]()}>
          {place.rural ? m["places.place.rural"]() : m["places.place.urban"]()}
        </Fact>
      )}
      <Fact label={m["places.place.code"]()}>
        <span class="tabular-nums">{place.code}</span>
      </Fact>
    </dl>
  </>
);

const Above = ({ place }: { place: Place }) => {
  const name = fullName(place);
  return (
    <a href={href(place.code === countryCode ? "/places" : `/places/${place.code}`)} {...markOf(name)}>
      {name.text}
    </a>
  );
};

/** How the place is called in a language, where that name is known. */
const Called = ({ place, language }: { place: Place; language: Language }) => {
  const name = fullName(place, language);
  if (name.lang !== language) return null;
  return (
    <Fact label={m[`places.place.name.${language}`]()}>
      <span {...markOf(name)}>{name.text}</span>
    </Fact>
  );
};

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class="sm:contents">
    <dt class="text-soft">{label}</dt>
    <dd>{children}</dd>
  </div>
);
