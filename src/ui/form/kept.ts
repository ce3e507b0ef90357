export type Entry = [name: string, value: string];
/** `viewer` marks the stay of the person who typed it; nobody had signed in where there is none. */
export type Kept = { entries: Entry[]; sent: boolean; viewer?: string | undefined };

/** Whether what is kept may be read on a page drawn for this viewer: words belong to whoever typed them. */
export const belongsTo = (kept: Kept, viewer: string | undefined): boolean => kept.viewer === viewer;

type Reader = {
  viewer: string | undefined;
  /** The page has no form of this name. */
  elsewhere: boolean;
};

/** Whether what is kept has had its day: it was sent and answered, or somebody else has signed in since. */
export const isOver = (kept: Kept, { viewer, elsewhere }: Reader): boolean =>
  (kept.sent && elsewhere) || (viewer !== undefined && !belongsTo(kept, viewer));

type Arrival = {
  kept: Kept | undefined;
  /** The server has read the form and shows what to mend: its values are newer than ours. */
  answered: boolean;
  /** The page was reached by the redirect that follows an act done. */
  redirected: boolean;
};

/** What a form that opens does with what was typed into it before: a lost answer brings it back, an answer ends it. */
export function decide({ kept, answered, redirected }: Arrival): "restore" | "forget" | "nothing" {
  if (!kept) return "nothing";
  if (answered || (kept.sent && redirected)) return "forget";
  return "restore";
}

type Control = { type: string; name: string; autocomplete: string; disabled: boolean; kept: boolean };

/** Whether an answer may stay on the phone: never a password, a code or a file. */
export function mayKeep({ type, name, autocomplete, disabled, kept }: Control): boolean {
  if (!name || disabled) return false;
  if (kept) return true;
  if (["password", "file", "hidden", "submit", "button", "reset", "image"].includes(type)) return false;
  return !/one-time-code|password|cc-/.test(autocomplete);
}
