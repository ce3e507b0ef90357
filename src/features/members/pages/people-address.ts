import { href } from "../../../platform/i18n/language.ts";
import type { AgeBand, ListedStatus, Order } from "../rules.ts";

/** What a list's address asks for, as its links and filters carry it; hubs are named by their slug. */
export type Asked = {
  q?: string | undefined;
  hub?: string | undefined;
  settlement?: string | undefined;
  district?: string | undefined;
  age?: AgeBand | undefined;
  status?: ListedStatus | undefined;
  speaks?: string | undefined;
  order: Order;
  after?: string | undefined;
  before?: string | undefined;
};

/** The list's address that asks for this; it can be kept and shared, and names nobody. */
export function addressOf({ order, ...asked }: Asked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
  if (order !== "name") query.set("sort", order);
  return href(query.size > 0 ? `/people?${query}` : "/people");
}

export function without(asked: Asked, ...fields: Exclude<keyof Asked, "order">[]): Asked {
  const rest = { ...asked };
  for (const field of fields) delete rest[field];
  return rest;
}

/** The same as fields of a form that asks for the whole of the list, wherever in it its reader is. */
export function fieldsOf({ order, ...asked }: Asked): Record<string, string> {
  const { after: _after, before: _before, ...whole } = { ...asked, sort: order };
  return Object.fromEntries(
    Object.entries(whole).filter((field): field is [string, string] => Boolean(field[1])),
  );
}
