/** An address that hands it on by a link. */
export const withNext = (path: string, next: string | undefined): string =>
  next ? `${path}?next=${encodeURIComponent(next)}` : path;

/** Hands on where somebody wanted to go before they had to sign in. */
export const NextField = ({ next }: { next: string | undefined }) =>
  next ? <input type="hidden" name="next" value={next} /> : null;
