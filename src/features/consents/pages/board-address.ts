import { href } from "../../../platform/i18n/language.ts";
import type { BoardList } from "../rules/board.ts";
import type { Purpose } from "../rules/standing.ts";

/** What the address of a board asks for. */
export type BoardAsked = {
  list: BoardList;
  district?: string | undefined;
  settlement?: string | undefined;
  purpose?: Purpose | undefined;
  state?: "refused" | "withdrawn" | "named" | "unnamed" | undefined;
  /** Every line of the page is ticked. */
  all?: "yes" | undefined;
  after?: string | undefined;
  before?: string | undefined;
};

/** The board's address that asks for this; it can be kept and shared, and names nobody. */
export function boardAt(slug: string, asked: BoardAsked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
  return href(`/hubs/${slug}/consents?${query}`);
}
