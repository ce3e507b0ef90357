import { formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, Buttons, ButtonLink } from "../../../ui/button/button.tsx";
import { type ShareKind, Shares } from "../../../ui/chart/shares.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Table } from "../../../ui/table/table.tsx";
import { type Numbers, reminderGapDays, standings } from "../rules/board.ts";
import { purposes, type Standing } from "../rules/standing.ts";
import { type BoardAsked, boardAt } from "./board-address.ts";
import { memberColumns, waitingColumns, type MemberRow, type WaitingRow } from "./board-columns.tsx";
import { BoardFilters, type BoardPlaces, BoardTabs } from "./board-filters.tsx";
import { PrintChosen } from "./board-print.tsx";
import { Reminded, type Told } from "./board-reminded.tsx";

type Props = BoardPlaces & {
  hub: { slug: string; name: string; lang?: string; zone: string };
  asked: BoardAsked;
  numbers: Numbers;
  lists: Record<BoardAsked["list"], number>;
  count: { shown: number; more: boolean };
  waiting: WaitingRow[];
  members: MemberRow[];
  /** Where this person may open a member's page. */
  opens: boolean;
  earlier: boolean;
  later: boolean;
  operation: string;
  /** What became of a reminder that was just asked for. */
  told: Told | undefined;
  /** A reminder was asked for, and nobody was ticked. */
  untouched: boolean;
};

/** What stands about consent in a hub: numbers by purpose, who waits, who said no, what ends soon. */
export const BoardPage = (props: Props) => {
  const { hub, asked, numbers, lists, told, untouched, ...places } = props;
  return (
    <Page
      title={m["consents.board.title"]()}
      lead={<span lang={hub.lang}>{hub.name}</span>}
      width="wide"
      back={{ href: href(`/hubs/${hub.slug}`), text: m["members.me.hub"]() }}
      errors={untouched ? [{ href: "#person", text: m["consents.board.refused.nobody"]() }] : []}
      robots="noindex"
    >
      {told && <Reminded told={told} />}
      <ByPurpose numbers={numbers} />
      <section aria-labelledby="people" class="grid gap-4">
        <h2 id="people">{m["consents.board.people"]()}</h2>
        <BoardTabs slug={hub.slug} asked={asked} lists={lists} />
        {asked.list === "waiting" && <Notice>{m["members.waiting.why"]()}</Notice>}
        <BoardFilters slug={hub.slug} asked={asked} {...places} />
        <People {...props} />
      </section>
      <p class="no-print flex flex-wrap gap-x-6 gap-y-3">
        <Link href={href(`/hubs/${hub.slug}/papers`)} icon="file">
          {m["consents.papers.title"]()}
        </Link>
        <Link href={href("/consent-texts")} icon="edit">
          {m["consents.texts.title"]()}
        </Link>
      </p>
    </Page>
  );
};

const kinds: Record<Standing, ShareKind> = {
  agreed: "yes",
  missing: "open",
  refused: "no",
  withdrawn: "back",
  ended: "over",
};

const ByPurpose = ({ numbers }: { numbers: Numbers }) => {
  const people = standings.reduce((sum, standing) => sum + numbers.data[standing], 0);
  return (
    <section aria-labelledby="numbers" class="grid gap-3">
      <h2 id="numbers">{m["consents.board.numbers"]()}</h2>
      <p class="text-soft">
        {m["consents.board.numbers_about"]({ count: people, shown: formatNumber(people) })}
      </p>
      {people > 0 && (
        <Shares
          shares={purposes.map((purpose) => ({
            name: m[`consents.purpose_name.${purpose}`](),
            parts: standings.map((standing) => ({
              kind: kinds[standing],
              text: m[`consents.word.${standing}`](),
              count: numbers[purpose][standing],
            })),
          }))}
        />
      )}
    </section>
  );
};

/** One list, its lines to be ticked where something can be done for several at once. */
const People = (props: Props) => {
  const { hub, asked, waiting, members, operation } = props;
  const rows = asked.list === "waiting" ? waiting : members;
  const table = <List {...props} />;
  if (asked.list === "no" || rows.length === 0) return table;
  const ticked = asked.all === "yes";
  return (
    <form class="grid gap-4" method="post" action={href(`/hubs/${hub.slug}/consents/reminders`)}>
      <input type="hidden" name="operation" value={operation} />
      <input type="hidden" name="list" value={asked.list} />
      {table}
      <div class="no-print grid gap-3">
        <Buttons>
          <Button>{m["consents.board.remind"]()}</Button>
          <ButtonLink kind="text" href={boardAt(hub.slug, { ...asked, all: ticked ? undefined : "yes" })}>
            {ticked ? m["consents.board.tick_none"]() : m["consents.board.tick_all"]()}
          </ButtonLink>
        </Buttons>
        <p class="text-soft">{m["consents.board.remind_about"]({ days: reminderGapDays })}</p>
        <PrintChosen slug={hub.slug} />
      </div>
    </form>
  );
};

const List = ({ hub, asked, count, waiting, members, opens, earlier, later }: Props) => {
  const { list, all } = asked;
  const rows = list === "waiting" ? waiting : members;
  const { after: _after, before: _before, all: _all, ...same } = asked;
  const shared = {
    caption: m[`consents.board.list.${list}`](),
    count,
    pages: {
      previousHref: earlier ? boardAt(hub.slug, { ...same, before: rows[0]?.id }) : undefined,
      nextHref: later ? boardAt(hub.slug, { ...same, after: rows.at(-1)?.id }) : undefined,
    },
    empty: (
      <Empty title={m[`consents.board.empty.${list}`]()}>{m[`consents.board.empty_text.${list}`]()}</Empty>
    ),
  };
  const about = { zone: hub.zone, ticked: all === "yes", first: rows[0]?.person };
  if (list === "waiting") return <Table {...shared} columns={waitingColumns(about)} rows={waiting} />;
  return <Table {...shared} columns={memberColumns({ ...about, list, opens })} rows={members} />;
};
