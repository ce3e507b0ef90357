import { href } from "../../../platform/i18n/language.ts";

/** What the page's address asks for, as its links and filters carry it. */
export type Asked = {
  act?: string | undefined;
  hub?: string | undefined;
  /** Ids, divided by commas. */
  person?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  after?: number | undefined;
  before?: number | undefined;
};

/** The address of the entries that are asked for. */
export const addressOf = (asked: Asked): string => href(pathOf("/audit", asked));

/** What the entries are narrowed by, for a form that asks for all of them. */
export const fieldsOf = ({ act, hub, person, from, until }: Asked): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ act, hub, person, from, until }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );

/** The same without a language, for going on after an act. */
export function pathOf(path: string, asked: Asked & { done?: string | undefined }): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
}
