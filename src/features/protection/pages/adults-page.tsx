import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { ExportForm } from "../../../ui/table/export-form.tsx";
import { FilterLinks } from "../../../ui/table/filters.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { HubLine } from "../../members/index.ts";
import type { AdultLine } from "../present.ts";
import { kinds, type View, views } from "../rules/clearances.ts";
import { StateWords } from "./states.tsx";

type Props = {
  hub: HubLine;
  view: View;
  rows: AdultLine[];
  count: { shown: number; more: boolean };
  earlier: boolean;
  later: boolean;
};

/** The adults of a hub: what each is cleared by, what ends soon, what is missing. */
export const AdultsPage = ({ hub, view, rows, count, earlier, later }: Props) => {
  const address = (asked: Record<string, string | undefined>) => addressOf(hub, asked);
  return (
    <Page
      title={m["protection.adults.title"]()}
      lead={
        <>
          <span lang={hub.lang}>{hub.name}</span>. {m["protection.adults.lead"]()}
        </>
      }
      width="wide"
      robots="noindex"
    >
      <FilterLinks
        label={m["protection.adults.which"]()}
        links={views.map((each) => ({
          href: address({ view: each }),
          text: m[`protection.view.${each}`](),
          current: each === view,
        }))}
      />
      <Table
        caption={m["protection.adults.title"]()}
        columns={columnsFor(hub)}
        rows={rows}
        count={count}
        pages={{
          previousHref: earlier ? address({ view, before: rows[0]?.id }) : undefined,
          nextHref: later ? address({ view, after: rows.at(-1)?.id }) : undefined,
        }}
        empty={<Empty title={m[`protection.empty.${view}`]()} />}
      />
      {rows.length > 0 && (
        <ExportForm action={href(`/hubs/${hub.slug}/clearances/export`)} fields={{ view }} />
      )}
    </Page>
  );
};

const columnsFor = (hub: HubLine): Column<AdultLine>[] => [
  {
    key: "name",
    title: m["protection.column.name"](),
    draw: ({ id, name }) => <a href={href(`/hubs/${hub.slug}/clearances/${id}`)}>{name}</a>,
  },
  ...kinds.map((kind): Column<AdultLine> => ({
    key: kind,
    title: m[`protection.kind.${kind}`](),
    draw: ({ lines }) => lines.filter((each) => each.kind === kind).map((line) => <StateWords {...line} />),
  })),
];

function addressOf(hub: HubLine, { view, ...place }: Record<string, string | undefined>): string {
  const asked = { ...(view === "team" ? {} : { view }), ...place };
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return href(`/hubs/${hub.slug}/clearances${query.size > 0 ? `?${query}` : ""}`);
}
