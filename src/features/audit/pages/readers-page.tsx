import { formatDate, formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { Line } from "../present.ts";
import { pathOf } from "./address.ts";
import { Who } from "./who.tsx";

type Props = { lines: Line[]; earlier: number | undefined; later: number | undefined; since: Date };

const zone = "Asia/Almaty";

/** Who looked at me: what others read of somebody or did with their data, for that person. */
export const ReadersPage = ({ lines, earlier, later, since }: Props) => (
  <Page
    title={m["audit.readers.title"]()}
    lead={m["audit.readers.lead"]({ date: formatDate(since, { zone }) })}
    back={{ href: href("/me"), text: m["members.me.title"]() }}
    width="wide"
    robots="noindex"
  >
    <Table
      caption={m["audit.readers.title"]()}
      columns={columns()}
      rows={lines}
      pages={{
        previousHref: earlier === undefined ? undefined : href(pathOf("/me/readers", { before: earlier })),
        nextHref: later === undefined ? undefined : href(pathOf("/me/readers", { after: later })),
      }}
      empty={<Empty title={m["audit.readers.empty"]()}>{m["audit.readers.empty_text"]()}</Empty>}
    />
    <p class="text-soft">{m["audit.readers.wrong"]()}</p>
  </Page>
);

const columns = (): Column<Line>[] => [
  { key: "what", title: m["audit.column.what"](), draw: (line) => line.what() },
  { key: "who", title: m["audit.column.who"](), draw: (line) => <Who who={line.who} /> },
  {
    key: "at",
    title: m["audit.column.at"](),
    draw: (line) => (
      <time class="sm:whitespace-nowrap" dateTime={line.at.toISOString()}>
        {formatDate(line.at, { zone })}
        <span class="block text-soft">{formatMoment(line.at, { zone }).split(", ").slice(1).join(", ")}</span>
      </time>
    ),
  },
];
