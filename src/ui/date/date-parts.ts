export type DateParts = { day: string; month: string; year: string };

/** Reads the three parts that `DateField` sends: `birth_day`, `birth_month`, `birth_year`. */
export const partsOf = (body: Record<string, unknown>, name: string): DateParts => ({
  day: textOf(body[`${name}_day`]),
  month: textOf(body[`${name}_month`]),
  year: textOf(body[`${name}_year`]),
});

/** The day that three parts name, as `2009-03-07`; nothing where a part is missing or no such day exists. */
export function dateFromParts({ day, month, year }: DateParts): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // JavaScript turns 30 February into 2 March: only a day that comes back unchanged exists.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** The parts of a stored day, for a field that is edited. */
export function partsFromDate(iso: string): DateParts {
  const [year = "", month = "", day = ""] = iso.split("-");
  return { day: String(Number(day)), month: String(Number(month)), year };
}

const textOf = (value: unknown) => (typeof value === "string" ? value.trim() : "");
