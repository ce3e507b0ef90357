import { scaleLinear, scalePoint } from "d3-scale";
import { line as lineShape } from "d3-shape";
import { formatNumber } from "../../platform/i18n/format.ts";
import { Chart, Named, named } from "./chart.tsx";
import { spread } from "./spread.ts";
import { wrapWords } from "./wrap-words.ts";

/** At most four, each with a value for every moment; an unknown value leaves a gap in the line. */
export type Series = { name: string; values: readonly (number | null)[] };

type Props = {
  id: string;
  title: string;
  /** What the lines show, in a sentence. */
  description: string;
  /** The moments along the way, and what they are called in the table's head. */
  moments: { title: string; names: readonly string[] };
  series: readonly Series[];
};

const height = 220;
const top = 16;
/** Lines take this share of the width; the rest is for their names. */
const across = 70;

/** How numbers went over time, each line named at its end. */
export const LineChart = ({ id, title, description, moments, series }: Props) => {
  const shown = series.slice(0, 4);
  const most = Math.max(1, ...shown.flatMap((each) => each.values.map((value) => value ?? 0)));
  const y = scaleLinear([0, most], [height, top]).nice(4);
  const x = scalePoint(moments.names, [0, 100]);
  const xs = moments.names.map((name) => x(name) ?? 0);
  return (
    <Chart
      title={title}
      description={description}
      head={[moments.title, ...shown.map((each) => each.name)]}
      rows={moments.names.map((name, at) => [name, ...shown.map((each) => known(each.values[at]))])}
    >
      <svg class="plot" width="100%" height={height + 28} {...named(id)}>
        <Named id={id} title={title} description={description} />
        {y.ticks(4).map((tick) => (
          <Level text={formatNumber(tick)} y={y(tick)} />
        ))}
        <svg
          width={`${across}%`}
          height={height + 4}
          viewBox={`0 0 100 ${height + 4}`}
          preserveAspectRatio="none"
        >
          {shown.map((each, index) => (
            <path class={`plot-line plot-line-${index + 1}`} d={pathOf(each.values, xs, y)} />
          ))}
        </svg>
        <Ends series={shown} y={y} />
        <Moments names={moments.names} />
      </svg>
    </Chart>
  );
};

function pathOf(values: Series["values"], xs: readonly number[], y: (value: number) => number): string {
  const shape = lineShape<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => xs[index] ?? 0)
    .y((value) => y(value ?? 0));
  return shape.digits(2)(values) ?? "";
}

const Level = ({ text, y }: { text: string; y: number }) => (
  <>
    <line class="plot-level" x1="0" x2={`${across}%`} y1={y} y2={y} />
    <text class="plot-soft" x="0" y={y - 4}>
      {text}
    </text>
  </>
);

/** The last value and name of each line, moved apart where lines end close to each other. */
const Ends = ({ series, y }: { series: readonly Series[]; y: (value: number) => number }) => {
  const ends = series.map((each) => ({
    name: each.name,
    value: each.values.findLast((value) => value !== null) ?? 0,
  }));
  const tall = Math.max(1, ...ends.map((end) => wrapWords(end.name, 14).length));
  const labels = spread(
    ends.map((end) => y(end.value)),
    18 * (tall + 1),
    height,
  );
  return (
    <>
      {ends.map((end, index) => (
        <>
          <circle class={`plot-dot plot-line-${index + 1}`} cx={`${across}%`} cy={y(end.value)} r="4" />
          <text class={`plot-end plot-line-${index + 1}`} x={`${across}%`} y={(labels[index] ?? 0) + 5}>
            <tspan class="plot-number" x={`${across}%`} dx="12">
              {formatNumber(end.value)}
            </tspan>
            {wrapWords(end.name, 14).map((words) => (
              <tspan x={`${across}%`} dx="12" dy="17">
                {words}
              </tspan>
            ))}
          </text>
        </>
      ))}
    </>
  );
};

/** The first and the last moment only: the rest stand in the table, and would collide on a phone. */
const Moments = ({ names }: { names: readonly string[] }) => (
  <>
    <text class="plot-soft" x="0" y={height + 22}>
      {names[0]}
    </text>
    <text class="plot-soft" x={`${across}%`} y={height + 22} text-anchor="end">
      {names.at(-1)}
    </text>
  </>
);

const known = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : formatNumber(value);
