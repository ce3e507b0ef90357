import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import type { PlaceView } from "../view.ts";
import { PlaceList } from "./place-list.tsx";
import { PlaceMap } from "./place-map.tsx";
import { SearchForm } from "./search-form.tsx";

/** Where looking for a place begins: the search, the map and the regions. */
export const CountryPage = ({ inside, map }: PlaceView) => (
  <Page
    title={m["places.all.title"]()}
    lead={m["places.all.lead"]()}
    description={m["places.all.lead"]()}
    width="wide"
  >
    <SearchForm />
    {map && (
      <PlaceMap map={map} title={m["places.all.map.title"]()} description={m["places.all.map.about"]()} />
    )}
    <h2>{m["places.all.regions"]()}</h2>
    <PlaceList places={inside} />
  </Page>
);
