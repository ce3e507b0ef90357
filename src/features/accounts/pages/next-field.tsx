/** Hands on where somebody wanted to go before they had to sign in. */
export const NextField = ({ next }: { next: string | undefined }) =>
  next ? <input type="hidden" name="next" value={next} /> : null;
