/** The row does not exist, or is hidden from this person: both look the same from outside. */
export class NotFound extends Error {}

/** The row is known to this person, but this act on it is not theirs. */
export class Forbidden extends Error {}

/** Somebody changed the row since this person read it. */
export class Conflict extends Error {}

/** The row, if there is one and `allowed` says this person may know of it; otherwise NotFound. */
export function found<Row>(row: Row | undefined | null, allowed: (row: Row) => boolean = () => true): Row {
  if (row === undefined || row === null || !allowed(row)) throw new NotFound();
  return row;
}

/** So much is asked at once that this has to wait; nothing was done. */
export class Busy extends Error {}
