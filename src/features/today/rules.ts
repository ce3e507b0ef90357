type Line = { at: Date };

/** Groups in the order of their oldest line: what has waited longest is on top, whoever brought it. */
export const oldestFirst = <Group extends { lines: Line[] }>(groups: Group[]): Group[] =>
  groups
    .filter((group) => group.lines.length > 0)
    .sort((one, other) => oldest(one.lines) - oldest(other.lines));

const oldest = (lines: Line[]): number => Math.min(...lines.map((line) => line.at.getTime()));

/** For how many full days something has waited. */
export const daysWaited = (at: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - at.getTime()) / 86_400_000));

/** So many lines may be ticked at once; a page never shows more. */
export const mostAtOnce = 100;
