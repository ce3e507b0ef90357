import { isDeepStrictEqual } from "node:util";
import { type Kind, type Names, type Place, takesTooMuch } from "../rules.ts";
import type { Changes } from "./change.ts";
import type { Encoding } from "./decode.ts";

type Named = Names & { code: string; kind: Kind };

/** What a file does, in numbers and the first of each, as it is shown before and after. */
export type Report = {
  encoding: Encoding;
  rows: number;
  added: Listed<Named>;
  renamed: Listed<{ before: Named; after: Named }>;
  moved: Listed<Named>;
  /** Changed in kind, coordinates, code of ISO or in a further language only. */
  detailed: Listed<Named>;
  removed: Listed<Named & { in_use: boolean }>;
  returned: number;
  same: number;
  /** Boundaries that are new or differ. */
  boundaries: number;
  /** Names in which broken letters were mended. */
  mended: number;
  /** So many places would go that it looks like half a file: somebody has to say yes to that. */
  takes_much: boolean;
};
type Listed<T> = { count: number; first: T[] };

const shownAtMost = 100;

type Facts = {
  encoding: Encoding;
  rows: number;
  mended: number;
  boundaries: number;
  known: number;
  used: Set<string>;
};

/** Sums up changes for people. */
export function reportOf(changes: Changes, facts: Facts): Report {
  const { known, used, ...plain } = facts;
  const renamed = changes.changed.filter(({ before, after }) => isRenamed(before, after));
  const moved = changes.changed.filter(({ before, after }) => before.parent_code !== after.parent_code);
  const noted = new Set([...renamed, ...moved]);
  const detailed = changes.changed.filter((change) => !noted.has(change) && isDetailed(change));
  const removed = changes.removed.map((place) => ({ ...named(place), in_use: used.has(place.code) }));
  removed.sort((a, b) => Number(b.in_use) - Number(a.in_use));
  return {
    ...plain,
    added: listed(changes.added.map(named)),
    renamed: listed(renamed.map(({ before, after }) => ({ before: named(before), after: named(after) }))),
    moved: listed(moved.map(({ after }) => named(after))),
    detailed: listed(detailed.map(({ after }) => named(after))),
    removed: listed(removed),
    returned: changes.returned.length,
    same: changes.same,
    takes_much: takesTooMuch(removed.length, known),
  };
}

/** Whether two reports tell of the same acts, so that one may stand for the other. */
export const sameActs = (a: Report, b: Report): boolean => isDeepStrictEqual(acts(a), acts(b));

const acts = ({ same: _same, ...rest }: Report) => rest;

/** Whether a file changes nothing at all. */
export const changesNothing = (report: Report): boolean =>
  report.returned + report.boundaries === 0 &&
  [report.added, report.renamed, report.moved, report.detailed, report.removed].every(
    ({ count }) => count === 0,
  );

const named = ({ code, kind, name_kk, name_ru, name_en }: Place): Named => ({
  code,
  kind,
  name_kk,
  name_ru,
  name_en,
});

function listed<T>(rows: T[]): Listed<T> {
  return { count: rows.length, first: rows.slice(0, shownAtMost) };
}

/** A known name became another; a name that only joins the others is no renaming. */
const isRenamed = (before: Place, after: Place): boolean =>
  (["name_kk", "name_ru", "name_en"] as const).some(
    (column) => before[column] !== null && before[column] !== after[column],
  );

/** Told of the place itself, and not only following from what lies above it. */
const isDetailed = ({ before, after }: { before: Place; after: Place }): boolean =>
  (["kind", "name_kk", "name_ru", "name_en", "iso", "latitude", "longitude"] as const).some(
    (column) => before[column] !== after[column],
  );
