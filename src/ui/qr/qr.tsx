import { encode } from "uqr";

type Props = {
  /** What a phone reads from it. */
  text: string;
  /** What it is, for those who do not see it. */
  title: string;
};

/** A square of dots that a phone's camera reads; always dark on white, for many cameras read nothing else. */
export const Qr = ({ text, title }: Props) => {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={title}
      shape-rendering="crispEdges"
    >
      <rect class="qr-ground" width={size} height={size} />
      <path class="qr-dots" d={data.flatMap(dotsOf).join("")} />
    </svg>
  );
};

/** One row as strokes: each run of dark dots is a bar one high. */
function dotsOf(row: boolean[], y: number): string[] {
  const bars: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    let end = x;
    while (row[end]) end += 1;
    if (end > x) bars.push(`M${x} ${y}h${end - x}v1h-${end - x}z`);
    x = end;
  }
  return bars;
}
