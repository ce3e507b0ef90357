import { formatNumber } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { Report } from "../reading/report.ts";

/** What a file does, in numbers; what it does not do is left out. */
export const countsOf = (report: Report): { text: string; count: number }[] =>
  [
    { text: m["places.report.added"](), count: report.added.count },
    { text: m["places.report.renamed"](), count: report.renamed.count },
    { text: m["places.report.moved"](), count: report.moved.count },
    { text: m["places.report.detailed"](), count: report.detailed.count },
    { text: m["places.report.removed"](), count: report.removed.count },
    { text: m["places.report.returned"](), count: report.returned },
    { text: m["places.report.boundaries"](), count: report.boundaries },
  ].filter(({ count }) => count > 0);

/** The same in one line. */
export const summaryOf = (report: Report): string =>
  countsOf(report)
    .map(({ text, count }) => `${text}: ${formatNumber(count)}`)
    .join("; ");
