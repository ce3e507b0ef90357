import { href } from "../../../platform/i18n/language.ts";
import { MapPicture } from "../../../ui/map/map.tsx";
import type { MapView } from "../view.ts";
import { fullName, markOf } from "./naming.ts";

type Props = { map: MapView; title: string; description: string };

/** Where a place is: its region or the country, the districts that have boundaries, and the place itself as a point. */
export const PlaceMap = ({ map, title, description }: Props) => {
  const { point } = map;
  const name = point && fullName(point);
  return (
    <MapPicture
      id="place-map"
      title={title}
      description={description}
      outline={map.outline}
      areas={map.areas.map(({ place, shape, here }) => ({
        code: place.code,
        name: fullName(place).text,
        shape,
        here,
        ...(here ? {} : { href: href(`/places/${place.code}`) }),
      }))}
      points={
        point && name
          ? [{ name: name.text, at: [point.longitude ?? 0, point.latitude ?? 0], ...markOf(name) }]
          : []
      }
    />
  );
};
