import { language } from "./language.ts";

const locales = { kk: "kk", ru: "ru", en: "en-GB" };
const locale = () => locales[language()];

type Zone = { zone: string };

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language() + JSON.stringify(options);
  let format = cache.get(key) as Intl.DateTimeFormat | undefined;
  if (!format) cache.set(key, (format = new Intl.DateTimeFormat(locale(), options)));
  return format;
}

/** A calendar day as people say it, "12 наурыз 2026"; takes a day (`2026-03-12`) or a moment with its zone. */
export function formatDate(day: string | Date, { zone }: Zone = { zone: "UTC" }): string {
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  };
  const parts = dates(options).formatToParts(typeof day === "string" ? new Date(`${day}T00:00:00Z`) : day);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("day")} ${part("month")} ${part("year")}`;
}

/** A moment as people say it: "12 наурыз, сәрсенбі, 15:00". */
export function formatMoment(moment: Date, { zone }: Zone): string {
  const parts = dates({
    day: "numeric",
    month: "long",
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("day")} ${part("month")}, ${part("weekday")}, ${part("hour")}:${part("minute")}`;
}

/** The time of a moment as clocks show it: "15:00". */
export const formatTime = (moment: Date, { zone }: Zone): string =>
  dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(moment);

/** Names of the twelve months, as they stand beside a day. */
export function monthNames(): string[] {
  const format = dates({ day: "numeric", month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(new Date(Date.UTC(2026, month, 1)));
    return parts.find((each) => each.type === "month")?.value ?? "";
  });
}

/** A whole or fractional number with the language's separators. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = `${language()}n${JSON.stringify(options)}`;
  let format = cache.get(key) as Intl.NumberFormat | undefined;
  if (!format) cache.set(key, (format = new Intl.NumberFormat(locale(), options)));
  return format.format(value);
}

/** "a, b and c" in the language's own way. */
export const formatList = (items: string[]): string =>
  new Intl.ListFormat(locale(), { type: "conjunction" }).format(items);
