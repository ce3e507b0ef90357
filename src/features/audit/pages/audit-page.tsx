import { formatDate, formatMoment } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type Column, Table } from "../../../ui/table/table.tsx";
import type { Line } from "../present.ts";
import { addressOf, type Asked } from "./address.ts";
import { Chain, type ChainView } from "./chain.tsx";
import { EntryFilters, type FilterChoices, PersonFilter } from "./entry-filters.tsx";
import { Who } from "./who.tsx";

type Props = FilterChoices & {
  asked: Asked;
  chain: ChainView;
  lines: Line[];
  earlier: boolean;
  later: boolean;
  done?: "check" | "seal" | undefined;
  /** The contact that nobody is found by. */
  problem?: { contact: string; reason: "missing" | "unknown" } | undefined;
};

/** Everything that was done, newest first, for those who answer for the house. */
export const AuditPage = ({ asked, chain, lines, earlier, later, done, problem, ...choices }: Props) => (
  <Page
    title={m["audit.title"]()}
    lead={m["audit.lead"]()}
    width="wide"
    robots="noindex"
    errors={problem ? [{ href: "#contact", text: m[`audit.person.refused.${problem.reason}`]() }] : []}
  >
    {done && <Notice kind="good">{m[`audit.done.${done}`]()}</Notice>}
    <Chain {...chain} />
    <EntryFilters asked={asked} {...choices} />
    <PersonFilter asked={asked} problem={problem} />
    {asked.person && (
      <Notice>
        <p>{m["audit.person.only"]()}</p>
        <p class="mt-2">
          <a href={addressOf({ ...asked, person: undefined, after: undefined, before: undefined })}>
            {m["audit.person.everybody"]()}
          </a>
        </p>
      </Notice>
    )}
    <Table
      caption={m["audit.title"]()}
      columns={columns()}
      rows={lines}
      pages={{
        previousHref: earlier ? addressOf({ ...asked, after: undefined, before: lines[0]?.id }) : undefined,
        nextHref: later ? addressOf({ ...asked, before: undefined, after: lines.at(-1)?.id }) : undefined,
      }}
      empty={<Nothing asked={asked} />}
    />
  </Page>
);

const Nothing = ({ asked }: { asked: Asked }) => (
  <Empty
    title={m["audit.empty"]()}
    action={
      Object.values(asked).some(Boolean) && (
        <ButtonLink kind="plain" href={addressOf({})}>
          {m["audit.all"]()}
        </ButtonLink>
      )
    }
  >
    {m["audit.empty_text"]()}
  </Empty>
);

const zone = "Asia/Almaty";

const columns = (): Column<Line>[] => [
  { key: "what", title: m["audit.column.what"](), draw: (line) => line.what() },
  { key: "who", title: m["audit.column.who"](), draw: (line) => <Who who={line.who} linked /> },
  {
    key: "whom",
    title: m["audit.column.whom"](),
    draw: (line) => (line.whom ? <Who who={line.whom} linked /> : m["audit.nobody"]()),
  },
  {
    key: "hub",
    title: m["audit.column.hub"](),
    draw: (line) => (line.hub ? <span lang={line.hub.lang}>{line.hub.text}</span> : m["audit.nobody"]()),
  },
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
