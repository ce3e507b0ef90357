import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { FoundPlace } from "../store/search.ts";
import { kindName, placeLine } from "./naming.ts";
import { SearchForm } from "./search-form.tsx";

type Props = {
  query: string;
  near: string | undefined;
  /** Nothing where nothing was asked for, or too little. */
  places: FoundPlace[] | undefined;
  more: boolean;
};

/** What was found, each with its district and region, because names repeat. */
export const SearchPage = ({ query, near, places, more }: Props) => {
  const short = query !== "" && !places ? m["places.search.short"]() : undefined;
  return (
    <Page
      title={m["places.search.title"]()}
      back={{ href: href("/places"), text: m["places.all.title"]() }}
      errors={short ? [{ href: "#q", text: short }] : []}
      robots="noindex"
    >
      <SearchForm query={query} near={near} error={short} />
      {places && <Found places={places} more={more} />}
    </Page>
  );
};

const Found = ({ places, more }: { places: FoundPlace[]; more: boolean }) => (
  <>
    {places.length > 0 && (
      <p role="status">
        {more
          ? m["places.search.first"]({ count: places.length })
          : m["places.search.found"]({ count: places.length })}
      </p>
    )}
    <Table
      caption={m["places.search.title"]()}
      columns={columns()}
      rows={places}
      empty={
        <Empty
          title={m["places.search.none.title"]()}
          action={
            <ButtonLink kind="plain" href={href("/places")}>
              {m["places.all.regions"]()}
            </ButtonLink>
          }
        >
          {m["places.search.none.text"]()}
        </Empty>
      }
    />
  </>
);

const columns = (): Column<FoundPlace>[] => [
  { key: "name", title: m["places.report.place"](), draw: nameOf },
  { key: "where", title: m["places.place.where"](), draw: whereIs },
  { key: "kind", title: m["places.place.kind"](), draw: (place) => kindName(place.kind) },
];

function nameOf(place: FoundPlace) {
  const { name, lang } = placeLine(place);
  return (
    <a href={href(`/places/${place.code}`)} lang={lang}>
      {name}
    </a>
  );
}

function whereIs(place: FoundPlace) {
  const { inside, insideLang } = placeLine(place);
  return <span lang={insideLang}>{inside}</span>;
}
