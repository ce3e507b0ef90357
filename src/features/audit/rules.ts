/** For how long people can read back who looked at them. */
export const monthsToRead = 12;

/** The same day so many months ago; at the end of a shorter month its last day. */
export function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then;
}

type Held = { hub_id: string | null; since: Date; until: Date | null };

/** The posts by which somebody can have acted there and then: for that hub or for more than one, else whatever they held. */
export function postsActedBy<Post extends Held>(held: Post[], at: Date, hub: string | null): Post[] {
  const then = held.filter(({ since, until }) => since <= at && (until === null || until > at));
  const there = then.filter(({ hub_id }) => hub_id === null || hub_id === hub);
  return there.length > 0 ? there : then;
}
