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
