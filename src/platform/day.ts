/** Calendars of the zones met so far: making one costs more than a page of a list. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar day that a moment is in a zone: age and terms turn at midnight where the hub is. */
export function dayIn(zone: string, moment: Date): string {
  let calendar = calendars.get(zone);
  if (!calendar)
    calendars.set(
      zone,
      (calendar = new Intl.DateTimeFormat("en", {
        timeZone: zone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
      })),
    );
  const parts = calendar.formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** Whether a text is a day of the calendar, as `2026-11-22`. */
export function isDay(text: string): boolean {
  const [year = 0, month = 0, date = 0] = text.split("-").map(Number);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    month >= 1 &&
    month <= 12 &&
    date >= 1 &&
    date <= lengthOf(year, month)
  );
}

/** The same date some months on; in a shorter month its last day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const whole = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(whole / 12), (whole % 12) + 1];
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(toYear).padStart(4, "0")}-${two(toMonth)}-${two(Math.min(date, lengthOf(toYear, toMonth)))}`;
}

const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
