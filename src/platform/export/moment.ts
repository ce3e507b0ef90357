import { dayIn } from "../day.ts";
import { formatTime } from "../i18n/format.ts";
import { m } from "../i18n/words.ts";
import type { ExportedColumn } from "./list.ts";

/** When something was, in two columns: the day as a day, by which sheets order and group, and the time beside it. */
export const momentColumns = <Row>(
  title: () => string,
  zone: string,
  at: (row: Row) => Date,
): ExportedColumn<Row>[] => [
  { title, kind: "day", width: 13, value: (row) => dayIn(zone, at(row)) },
  {
    title: () => m["export.column.time"](),
    kind: "text",
    width: 9,
    value: (row) => formatTime(at(row), { zone }),
  },
];
