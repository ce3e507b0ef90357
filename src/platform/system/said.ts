import { formatMoment, formatNumber } from "../i18n/format.ts";
import { language } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";

/** Country time: a hub's own would differ from page to page. */
export const moment = (at: Date): string => formatMoment(at, { zone: "Asia/Almaty" });

/** "38.3 GB", in the units people know from their phones. */
export function sizeOf(bytes: number): string {
  const unit = bytes >= 10 ** 9 ? "gb" : "mb";
  const amount = bytes / (unit === "gb" ? 10 ** 9 : 10 ** 6);
  const size = formatNumber(amount, { maximumFractionDigits: amount < 10 ? 1 : 0 });
  return m[`system.size.${unit}`]({ size });
}

const units = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
  ["seconds", 1_000],
] as const;

/** "2 days 5 hours": the two largest units, which is all that matters. */
export function lasting(milliseconds: number): string {
  let left = Math.max(milliseconds, 0);
  const parts: Partial<Record<(typeof units)[number][0], number>> = {};
  const first = units.findIndex(([, length]) => left >= length);
  for (const [name, length] of first < 0 ? [] : units.slice(first, first + 2)) {
    parts[name] = Math.floor(left / length);
    left %= length;
  }
  const format = new Intl.DurationFormat(language() === "en" ? "en-GB" : language(), { style: "long" });
  return format.format(first < 0 ? { seconds: 0 } : parts) || m["system.no_time"]();
}
