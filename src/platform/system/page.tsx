import { Notice } from "../../ui/notice/notice.tsx";
import { Page } from "../../ui/layout/page.tsx";
import { State, States } from "../../ui/state/state.tsx";
import { type Column, Table } from "../../ui/table/table.tsx";
import { href } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import type { SeenProcess } from "./processes.ts";
import { moment } from "./said.ts";
import type { StateReading, Unread } from "./state.ts";

type Props = { readings: (StateReading | Unread)[]; processes: SeenProcess[]; now: Date };

/** How the hub itself is, for whoever keeps it: one sentence first, then each thing with what to do about it. */
export const SystemPage = ({ readings, processes, now }: Props) => (
  <Page
    title={m["system.title"]()}
    lead={m["system.lead"]({ time: moment(now) })}
    width="wide"
    robots="noindex"
  >
    <Summary readings={readings} />
    <States>
      {[...readings].sort(urgentFirst).map((each) => (
        <Reading reading={each} />
      ))}
    </States>
    <h2>{m["system.processes.list"]()}</h2>
    <Table
      caption={m["system.processes.list"]()}
      columns={columns.map((column) => column())}
      rows={processes}
      empty={<p>{m["system.processes.none"]()}</p>}
    />
  </Page>
);

/** Counts what asks for somebody; silence would not tell "all is well" from "nobody looked". */
const Summary = ({ readings }: Pick<Props, "readings">) => {
  const asks = readings.filter((each) => "unread" in each || ["care", "bad"].includes(each.standing));
  const urgent = asks.some((each) => "unread" in each || each.standing === "bad");
  if (asks.length === 0) return <Notice kind="good">{m["system.well"]()}</Notice>;
  return <Notice kind={urgent ? "bad" : "care"}>{m["system.asks"]({ count: asks.length })}</Notice>;
};

const urgency = { bad: 0, care: 1, good: 2, plain: 2 } as const;
const urgencyOf = (reading: StateReading | Unread) => urgency["unread" in reading ? "bad" : reading.standing];
const urgentFirst = (one: StateReading | Unread, other: StateReading | Unread) =>
  urgencyOf(one) - urgencyOf(other);

const Reading = ({ reading }: { reading: StateReading | Unread }) => {
  if ("unread" in reading)
    return (
      <State
        id={reading.name}
        title={reading.name}
        value="—"
        standing="bad"
        remedy={m["system.unread.remedy"]()}
      >
        {m["system.unread.says"]()}
      </State>
    );
  const { name, title, value, says, standing, remedy } = reading;
  return (
    <State
      id={name}
      title={title()}
      value={value()}
      standing={standing}
      remedy={remedy?.()}
      href={reading.href && href(reading.href)}
    >
      {says()}
    </State>
  );
};

const columns: (() => Column<SeenProcess>)[] = [
  () => ({
    key: "role",
    title: m["system.process.role"](),
    draw: ({ role }) => m[`system.process.${role}`](),
  }),
  () => ({
    key: "where",
    title: m["system.process.where"](),
    draw: ({ machine, number }) => `${machine} · ${number}`,
  }),
  () => ({ key: "version", title: m["system.process.version"](), draw: ({ version }) => version }),
  () => ({
    key: "started",
    title: m["system.process.started"](),
    draw: ({ started_at }) => moment(started_at),
  }),
];
