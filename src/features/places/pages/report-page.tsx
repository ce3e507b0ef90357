import { formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Checkbox } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Stat, Stats } from "../../../ui/stat/stat.tsx";
import type { Report } from "../reading/report.ts";
import { ReportLists } from "./report-lists.tsx";
import { countsOf } from "./summary.ts";

type Props = {
  id: string;
  file: string;
  report: Report;
  applied: boolean;
  /** The register changed between looking and saying yes. */
  changed?: boolean;
  /** The file takes away much, and nobody has confirmed that it is whole. */
  unconfirmed?: boolean;
};

/** What a file would do, or has done: the whole of it in numbers, the first of each by name. */
export const ReportPage = ({ id, file, report, applied, changed, unconfirmed }: Props) => {
  const counts = countsOf(report);
  const missing = unconfirmed ? m["places.report.yes.missing"]() : undefined;
  const title = applied ? m["places.report.applied.title"]({ file }) : m["places.report.title"]({ file });
  return (
    <Page
      title={title}
      robots="noindex"
      back={{ href: href("/places/import"), text: m["places.import.title"]() }}
      errors={missing ? [{ href: "#whole", text: missing }] : []}
    >
      {applied && <Notice kind="good">{m["places.report.applied.text"]()}</Notice>}
      {changed && <Notice kind="care">{m["places.report.changed"]()}</Notice>}
      <p>
        {m["places.report.read"]({ rows: report.rows, encoding: report.encoding.toUpperCase() })}{" "}
        {report.mended > 0 && m["places.report.mended"]({ count: report.mended })}
      </p>
      {counts.length === 0 && <Notice>{m["places.report.nothing"]()}</Notice>}
      <Stats>
        {counts.map(({ text, count }) => (
          <Stat label={text} value={formatNumber(count)} />
        ))}
        <Stat label={m["places.report.same"]()} value={formatNumber(report.same)} />
      </Stats>
      {!applied && counts.length > 0 && <Apply id={id} report={report} error={missing} />}
      <ReportLists report={report} applied={applied} />
    </Page>
  );
};

const Apply = ({ id, report, error }: { id: string; report: Report; error: string | undefined }) => (
  <Form action={href(`/places/import/${id}/application`)} id="application" kept={false}>
    {report.takes_much && (
      <>
        <Notice kind="care" title={m["places.report.takes_much.title"]()}>
          {m["places.report.takes_much.text"]({ count: report.removed.count })}
        </Notice>
        <Checkbox name="whole" label={m["places.report.yes"]()} error={error} required />
      </>
    )}
    <Buttons>
      <Button icon="done">{m["places.report.apply"]()}</Button>
      <ButtonLink kind="plain" href={href("/places/import")}>
        {m["places.report.other"]()}
      </ButtonLink>
    </Buttons>
  </Form>
);
