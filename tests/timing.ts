/** One thing done for a known and for an unknown contact: how long it took, and what was answered. */
export type Taken<Answer> = { ms: number; answer: Answer };

export async function timed<Answer>(run: () => Promise<Answer>): Promise<Taken<Answer>> {
  const begun = performance.now();
  const answer = await run();
  return { ms: performance.now() - begun, answer };
}

/**
 * How far apart two lists of times are, by ranks alone (Mann-Whitney): a normal deviate, around 0 where both come from
 * the same source whatever the machine. One of several hundred thousand such pairs lies beyond 4.5 either way.
 */
export function apart(one: number[], other: number[]): number {
  const ranked = [
    ...one.map((ms) => ({ ms, first: true })),
    ...other.map((ms) => ({ ms, first: false })),
  ].sort((a, b) => a.ms - b.ms);
  const sum = ranked.reduce((ranks, { first }, index) => ranks + (first ? index + 1 : 0), 0);
  const [n, k] = [one.length, other.length];
  const u = sum - (n * (n + 1)) / 2;
  return (u - (n * k) / 2) / Math.sqrt((n * k * (n + k + 1)) / 12);
}

/** Far enough to tell known from unknown. */
export const farApart = 4.5;
