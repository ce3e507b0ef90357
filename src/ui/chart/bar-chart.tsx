import { scaleLinear } from "d3-scale";
import { formatNumber } from "../../platform/i18n/format.ts";
import { Chart, Named, named } from "./chart.tsx";
import { wrapWords } from "./wrap-words.ts";

export type Bar = { label: string; value: number; before?: number };

type Props = {
  id: string;
  title: string;
  /** What the bars show, in a sentence. */
  description: string;
  /** What is counted and what each bar is, for the table's head. */
  labels: { bar: string; value: string; before?: string };
  bars: readonly Bar[];
};

/** Shares of the width: what is left holds the number after the longest bar, also on a phone. */
const longest = { alone: 72, compared: 44 };
const line = 20;
const letters = 36;

/** Lengths to compare, each named and numbered where it stands; a tick marks what it was before. */
export const BarChart = ({ id, title, description, labels, bars }: Props) => {
  const most = Math.max(1, ...bars.flatMap((bar) => [bar.value, bar.before ?? 0]));
  const scale = scaleLinear([0, most], [0, labels.before ? longest.compared : longest.alone]);
  const rows = bars.map((bar) => ({ bar, lines: wrapWords(bar.label, letters) }));
  const tops = rows.map((_, index) => rows.slice(0, index).reduce((sum, row) => sum + tall(row.lines), 0));
  const height = rows.reduce((sum, row) => sum + tall(row.lines), 0);
  return (
    <Chart
      title={title}
      description={description}
      head={[labels.bar, labels.value, ...(labels.before ? [labels.before] : [])]}
      rows={bars.map((bar) => [
        bar.label,
        formatNumber(bar.value),
        ...(labels.before ? [known(bar.before)] : []),
      ])}
    >
      <svg class="plot" width="100%" height={height} {...named(id)}>
        <Named id={id} title={title} description={description} />
        {rows.map(({ bar, lines }, index) => (
          <OneBar bar={bar} lines={lines} top={tops[index] ?? 0} scale={scale} before={labels.before} />
        ))}
      </svg>
    </Chart>
  );
};

const tall = (lines: readonly string[]) => lines.length * line + 38;

type OneProps = {
  bar: Bar;
  lines: string[];
  top: number;
  scale: (value: number) => number;
  before: string | undefined;
};

const OneBar = ({ bar, lines, top, scale, before }: OneProps) => {
  const y = top + lines.length * line + 2;
  const end = Math.max(scale(bar.value), scale(bar.before ?? 0));
  return (
    <>
      {lines.map((text, index) => (
        <text class="plot-label" x="0" y={top + index * line + 15}>
          {text}
        </text>
      ))}
      <rect class="plot-bar" x="0" y={y} width={`${share(scale(bar.value))}%`} height="18" rx="3" />
      {bar.before !== undefined && (
        <rect class="plot-before" x={`${share(scale(bar.before))}%`} y={y - 3} width="2.5" height="24" />
      )}
      <text class="plot-value" x={`${share(end)}%`} dx="8" y={y + 14.5}>
        {formatNumber(bar.value)}
        {bar.before !== undefined && before && (
          <tspan class="plot-soft">
            {" "}
            · {before}: {formatNumber(bar.before)}
          </tspan>
        )}
      </text>
    </>
  );
};

const known = (value: number | undefined) => (value === undefined ? "–" : formatNumber(value));
const share = (value: number) => Math.round(value * 100) / 100;
