/** A source of chances that always falls the same way for the same seed. */
export type Chance = {
  /** A number from 0 up to, not including, 1. */
  number: () => number;
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number;
  /** One of several. */
  one: <T>(items: readonly T[]) => T;
  /** Whether something happens that happens this often, from 0 to 1. */
  happens: (often: number) => boolean;
  /** One of several, each as often as its weight says. */
  weighed: <T>(items: readonly (readonly [T, number])[]) => T;
  uuid: () => string;
};

/** Opens the source for a seed (mulberry32: small, even enough for a sample, and equal on every machine). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (least: number, most: number) => least + Math.floor(number() * (most - least + 1));
  const one = <T>(items: readonly T[]): T => items[between(0, items.length - 1)] as T;
  const weighed = <T>(items: readonly (readonly [T, number])[]): T => {
    let left = number() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) if ((left -= weight) < 0) return item;
    return items.at(-1)![0];
  };
  const hex = (digits: number) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join("");
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-${one(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`;
  return { number, between, one, happens: (often) => number() < often, weighed, uuid };
}
