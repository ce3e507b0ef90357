export type Spot = { x: number; y: number; text: string };
export type Placed = { dx: number; dy: number; anchor: "start" | "middle" | "end" };

type Box = { left: number; right: number; top: number; bottom: number };

/** Sizes on the narrowest screen, where labels are closest: a label that fits there fits everywhere. */
const frame = { width: 328, letter: 8, height: 18, gap: 11 };

/** Chooses for each point the side where its label covers least of the other labels, points and the map's edge. */
export function placeLabels(spots: readonly Spot[], aspect: number): Placed[] {
  const height = frame.width / aspect;
  const at = spots.map(({ x, y }) => ({ x: x * frame.width, y: y * height }));
  const points = at.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  const taken: Box[] = [];
  return spots.map((spot, index) => {
    const here = at[index] ?? { x: 0, y: 0 };
    const others = points.filter((_, other) => other !== index);
    const best = sides(spot.text)
      .map((side) => {
        const box = boxOf(side, here, spot.text);
        const covered = [...taken, ...others].reduce((sum, other) => sum + overlap(box, other), 0);
        return { side, box, cost: covered + outside(box, height) };
      })
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    taken.push(best.box);
    return best.side;
  });
}

const sides = (text: string): Placed[] => [
  { dx: frame.gap, dy: 5, anchor: "start" },
  { dx: -frame.gap, dy: 5, anchor: "end" },
  { dx: 0, dy: -frame.gap, anchor: "middle" },
  { dx: 0, dy: frame.gap + 12, anchor: "middle" },
  // Corners, for a point between neighbours on all sides.
  { dx: 6, dy: -frame.gap, anchor: "start" },
  { dx: -6, dy: -frame.gap, anchor: "end" },
  ...(text.length < 12 ? [{ dx: 6, dy: frame.gap + 12, anchor: "start" } as const] : []),
];

function boxOf({ dx, dy, anchor }: Placed, at: { x: number; y: number }, text: string): Box {
  const width = text.length * frame.letter;
  const shift = { start: 0, middle: width / 2, end: width }[anchor];
  const left = at.x + dx - shift;
  const bottom = at.y + dy + 4;
  return { left, right: left + width, top: bottom - frame.height, bottom };
}

const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** What hangs over the edge is cut off, which is worse than covering: it counts ten times. */
const outside = (box: Box, height: number) =>
  10 *
  frame.height *
  (Math.max(0, -box.left) +
    Math.max(0, box.right - frame.width) +
    Math.max(0, -box.top) +
    Math.max(0, box.bottom - height));
