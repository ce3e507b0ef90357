import { type Chance, chanceOf } from "../../src/sample/random.ts";

/** `FULL=yes`: the figures of a release with a fresh seed; otherwise a part of them, always the same. `SEED=…` repeats one. */
export const full = process.env["FULL"] === "yes";

/** How many times something is killed; `KILLS=…` where there is time for fewer, or for more. */
export const kills = (inFull: number, inPart: number): number =>
  Number(process.env["KILLS"] ?? (full ? inFull : inPart));

const seed = Number(process.env["SEED"] ?? (full ? Date.now() % 1_000_000_000 : 20_261_122));

/** Chance that a seed decides: the same kills at the same moments, as far as a machine allows. */
export function dice(name: string): Chance {
  console.log(`${name}: SEED=${seed}${full ? " FULL=yes" : ""}`);
  return chanceOf(seed);
}
