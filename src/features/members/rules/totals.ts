import type { AgeBand } from "../rules.ts";

/** A number below this could point to somebody (TRUST S13). */
export const smallest = 10;
const step = 5;

type Cell = { index: number; count: number };

/**
 * What of these counts may be shown: each as its nearest five, or null where it is kept back. Small ones are, and with
 * them as many of the next larger as it takes for nobody to work a small one out from the others and their sum.
 */
export function publishable(counts: readonly number[]): (number | null)[] {
  const bySize = counts.map((count, index) => ({ count, index })).sort((a, b) => a.count - b.count);
  const small = bySize.filter(({ count }) => count < smallest);
  const hidden = [...small];
  for (const next of bySize.slice(small.length)) {
    if (isSafe(small, hidden, next)) break;
    hidden.push(next);
  }
  const keptBack = new Set(hidden.map(({ index }) => index));
  return counts.map((count, index) => (keptBack.has(index) ? null : rounded(count)));
}

/** Whether those kept back are safe beside the next larger one, if that is shown to somebody who knows the exact sum. */
function isSafe(small: Cell[], hidden: Cell[], next: Cell): boolean {
  if (small.length === 0) return true;
  if (sumOf(hidden) < smallest) return false;
  // Small ones that together are nearly as many as small ones can be would each be nearly nine.
  if (hidden.length === small.length) return sumOf(small) <= small.length * (smallest - 1) - step;
  // The last one kept back is no larger than the next: shown, that would bound it too closely.
  return rounded(hidden.at(-1)?.count ?? 0) !== rounded(next.count);
}

const sumOf = (cells: Cell[]): number => cells.reduce((sum, { count }) => sum + count, 0);
const rounded = (count: number): number => Math.round(count / step) * step;

/** A sum of people as it may be shown on its own. */
export const roundedTotal = (count: number): number | null => (count < smallest ? null : rounded(count));

/** Ages as totals tell them: few and wide, and everybody is in one, also who has outgrown the hub's ages. */
export const totalBands = {
  under16: ["under14", "14-15"],
  "16-17": ["16-17"],
  "18-24": ["18-24"],
  from25: ["25-35", "over35"],
} as const satisfies Record<string, readonly AgeBand[]>;
export type TotalBand = keyof typeof totalBands;
