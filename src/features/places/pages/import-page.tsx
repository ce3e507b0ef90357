import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import { FileField } from "../../../ui/file/file.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { Problem } from "../reading/problem.ts";
import type { Format, Import } from "../store/imports.ts";
import { problemText } from "./problem-text.ts";
import { summaryOf } from "./summary.ts";

type Props = {
  done: Omit<Import, "content">[];
  columns: string;
  /** What was chosen, kept when the form comes back. */
  format?: Format | undefined;
  missing?: { file?: boolean; format?: boolean };
  problems?: Problem[];
};

const shownAtMost = 50;

/** Where an administrator brings a file of places; nothing changes until the report has been seen. */
export const ImportPage = ({ done, columns, format, missing = {}, problems = [] }: Props) => {
  const file = missing.file ? m["places.import.file.missing"]() : undefined;
  const kind = missing.format ? m["places.import.format.missing"]() : undefined;
  return (
    <Page
      title={m["places.import.title"]()}
      lead={m["places.import.lead"]()}
      robots="noindex"
      errors={[
        ...(kind ? [{ href: "#format", text: kind }] : []),
        ...(file ? [{ href: "#file", text: file }] : []),
      ]}
    >
      {problems.length > 0 && <Refusal problems={problems} />}
      <Form action={href("/places/import")} id="import" files kept={false}>
        <Radios
          name="format"
          label={m["places.import.format"]()}
          error={kind}
          required
          value={format}
          options={[
            option("kato"),
            {
              value: "csv",
              text: m["places.import.format.csv"](),
              hint: m["places.import.format.csv.hint"]({ columns }),
            },
            option("geojson"),
          ]}
        />
        <FileField
          name="file"
          label={m["places.import.file"]()}
          hint={m["places.import.file.hint"]()}
          error={file}
          required
          accept=".csv,.txt,.json,.geojson"
        />
        <div>
          <Button icon="file">{m["places.import.submit"]()}</Button>
        </div>
      </Form>
      <Done done={done} />
    </Page>
  );
};

const option = (value: "kato" | "geojson") => ({
  value,
  text: m[`places.import.format.${value}`](),
  hint: m[`places.import.format.${value}.hint`](),
});

const Refusal = ({ problems }: { problems: Problem[] }) => (
  <Notice kind="bad" title={m["places.import.refused.title"]()}>
    <p>{m["places.import.refused.text"]()}</p>
    <ul class="mt-2 list-disc ps-5">
      {problems.slice(0, shownAtMost).map((problem) => (
        <li>{problemText(problem)}</li>
      ))}
    </ul>
    {problems.length > shownAtMost && (
      <p class="mt-2">{m["places.import.refused.more"]({ count: problems.length - shownAtMost })}</p>
    )}
  </Notice>
);

const Done = ({ done }: Pick<Props, "done">) => (
  <>
    <h2>{m["places.import.done.title"]()}</h2>
    <Table
      caption={m["places.import.done.title"]()}
      rows={done}
      empty={<p class="text-soft">{m["places.import.done.none"]()}</p>}
      columns={columnsOfDone()}
    />
  </>
);

const columnsOfDone = (): Column<Props["done"][number]>[] => [
  { key: "file", title: m["places.import.done.file"](), draw: fileOf },
  {
    key: "when",
    title: m["places.import.done.when"](),
    draw: (row) => row.applied_at && formatMoment(row.applied_at, { zone: "Asia/Almaty" }),
  },
  { key: "what", title: m["places.import.done.what"](), draw: (row) => summaryOf(row.report) },
];

function fileOf(row: Props["done"][number]) {
  return <a href={href(`/places/import/${row.id}`)}>{row.file_name}</a>;
}
