import { href } from "../../../platform/i18n/language.ts";
import { Link } from "../../../ui/link/link.tsx";
import type { Place } from "../rules.ts";
import { fullName, markOf } from "./naming.ts";

/** Names side by side, each leading to its place. */
export const PlaceList = ({ places }: { places: readonly Place[] }) => (
  <ul class="gap-x-6 sm:columns-2 lg:columns-3">
    {places.map((place) => {
      const name = fullName(place);
      return (
        <li>
          <Link href={href(`/places/${place.code}`)} {...markOf(name)}>
            {name.text}
          </Link>
        </li>
      );
    })}
  </ul>
);
