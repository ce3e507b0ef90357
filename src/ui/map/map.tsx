import { geoConicEqualArea, geoPath, type GeoProjection } from "d3-geo";
import type { GeoJSON } from "geojson";
import { placeLabels, type Placed } from "./place-labels.ts";
import { wind } from "./wind.ts";

export type MapArea = {
  code: string;
  name: string;
  shape: GeoJSON;
  href?: string;
  here?: boolean;
};
export type MapPoint = {
  name: string;
  at: readonly [longitude: number, latitude: number];
  href?: string;
  lang?: string;
};

type Props = {
  /** Tells this map's title from another's on the page. */
  id: string;
  title: string;
  description: string;
  /** What the map is fitted to: a country, a region. */
  outline: GeoJSON;
  areas?: readonly MapArea[] | undefined;
  points?: readonly MapPoint[] | undefined;
  /** Wide suits a country, square a region. */
  shape?: "wide" | "square";
};

/** Half the size the map is drawn at on a desktop: fine enough for its outline, light enough for a phone. */
const width = 560;
const aspects = { wide: 16 / 9, square: 1.1 };

/** A map drawn on the server: an outline, areas and named points, each a link where it leads somewhere. */
export const MapPicture = ({
  id,
  title,
  description,
  outline,
  areas = [],
  points = [],
  shape = "wide",
}: Props) => {
  const aspect = aspects[shape];
  const { projection, draw } = drawer(outline, aspect);
  const spots = points.map((point) => {
    const [x, y] = projection([point.at[0], point.at[1]]) ?? [0, 0];
    return { x: x / width, y: (y * aspect) / width, text: point.name };
  });
  const labels = placeLabels(spots, aspect);
  return (
    // The outer picture has no viewBox: shapes stretch with it, letters and points keep their size on every screen.
    <svg
      class={`map map-${shape}`}
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-about`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-about`}>{description}</desc>
      <svg viewBox={`0 0 ${width} ${round(width / aspect)}`} width="100%" height="100%">
        <path class="map-land" d={draw(outline)} />
        {areas.map((area) => (
          <Area area={area} d={draw(area.shape)} />
        ))}
      </svg>
      {points.map((point, index) => (
        <Point point={point} spot={spots[index]} label={labels[index]} />
      ))}
    </svg>
  );
};

type Drawer = { aspect: number; projection: GeoProjection; draw: (shape: GeoJSON) => string };

const drawers = new WeakMap<GeoJSON, Drawer[]>();

/** Fits and draws each boundary once, for as long as the same object is given: projecting costs more than the page. */
function drawer(outline: GeoJSON, aspect: number): Drawer {
  const known = drawers.get(outline) ?? [];
  const found = known.find((each) => each.aspect === aspect);
  if (found) return found;
  const projection = fit(wind(outline), width, width / aspect);
  const path = geoPath(projection).digits(1);
  const drawn = new WeakMap<GeoJSON, string>();
  const draw = (shape: GeoJSON) => {
    const line = drawn.get(shape) ?? path(wind(shape)) ?? "";
    drawn.set(shape, line);
    return line;
  };
  const made = { aspect, projection, draw };
  drawers.set(outline, [...known, made]);
  return made;
}

/** Straight meridians around the middle of what is shown, true areas: how Kazakhstan is drawn in its atlases. */
function fit(outline: GeoJSON, wide: number, high: number): GeoProjection {
  const margin = 10;
  const projection = geoConicEqualArea().parallels([43, 53]).rotate([-67, 0]);
  return projection.fitExtent(
    [
      [margin, margin],
      [wide - margin, high - margin],
    ],
    outline,
  );
}

const Area = ({ area, d }: { area: MapArea; d: string }) => {
  const path = (
    <path class={area.here ? "map-area map-here" : "map-area"} d={d}>
      <title>{area.name}</title>
    </path>
  );
  return area.href ? (
    <a href={area.href} aria-label={area.name}>
      {path}
    </a>
  ) : (
    path
  );
};

type PointProps = { point: MapPoint; spot: { x: number; y: number } | undefined; label: Placed | undefined };

const Point = ({ point, spot, label }: PointProps) => {
  if (!spot || !label) return null;
  const [x, y] = [`${round(spot.x * 100)}%`, `${round(spot.y * 100)}%`];
  const inside = (
    <>
      <circle class="map-reach" cx={x} cy={y} r="14" />
      <circle class="map-point" cx={x} cy={y} r="5.5" />
      <text
        class="map-label"
        x={x}
        y={y}
        dx={label.dx}
        dy={label.dy}
        text-anchor={label.anchor}
        lang={point.lang}
      >
        {point.name}
      </text>
    </>
  );
  return point.href ? (
    <a class="map-link" href={point.href}>
      {inside}
    </a>
  ) : (
    <g>{inside}</g>
  );
};

const round = (value: number) => Math.round(value * 100) / 100;
