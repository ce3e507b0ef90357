/** What a letter says, before it is drawn as text or HTML. */
export type Draft = {
  subject: string;
  greeting?: string;
  code?: { label: string; digits: string };
  lines: string[];
  link?: { text: string; path: string };
  /** What to do for somebody who did not expect this letter. */
  unexpected?: string;
};
