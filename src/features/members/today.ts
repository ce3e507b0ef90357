import { audit } from "../../platform/audit/audit.ts";
import type { Db } from "../../platform/db/pool.ts";
import { Forbidden, NotFound } from "../../platform/errors.ts";
import type { Today, TodayAct } from "../../platform/feature.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { formatDate } from "../../platform/i18n/format.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, linesAGroup, nothing, type TodayChange, type TodayGroup } from "../../platform/today.ts";
import { type Hub, hubName } from "../hubs/index.ts";
import { ageAt, tellApart } from "../people/index.ts";
import { makeVolunteer } from "./actions.ts";
import { hubsById } from "./hubs.ts";
import { coordinatedBy, ownHubs } from "./policy.ts";
import { daysWaiting } from "./rules.ts";
import { doublesFor, visibleAmong } from "./store/doubles.ts";
import { changesSince, countRegistered, longestRegistered, membersOf, waitingByHub } from "./store/today.ts";

/** So many days before waiting ends by itself, it is said. */
const daysSoon = 7;

/** What waits for whoever looks after people: those to confirm, consents, doubts about who is who. */
export const membersToday: Today = {
  look: async ({ db, now }, who, since) => {
    const of = coordinatedBy(who);
    if (of.length === 0) return nothing;
    const groups = await Promise.all([toConfirm(db, who, now()), waiting(db, who, now()), doubles(db, who)]);
    const changed = await changesSince(db, who, since, now());
    return { waiting: groups.filter((group) => group.lines.length > 0), changed: changesIn(changed) };
  },
  acts: { "members.volunteers": confirming(), "members.doubles": tellingApart() },
};

const nameOf = ({ surname, given_name }: { surname: string; given_name: string }) =>
  `${surname} ${given_name}`;

async function toConfirm(db: Db, who: Actor, now: Date): Promise<TodayGroup> {
  const read = await longestRegistered(db, who, linesAGroup + 1);
  const rows = read.slice(0, linesAGroup);
  const count = read.length > linesAGroup ? await countRegistered(db, who) : read.length;
  const hubs = await hubsById(db, [...new Set(rows.map((row) => row.hub_id))]);
  const several = coordinatedBy(who) === "all" || coordinatedBy(who).length > 1;
  return {
    key: "members.volunteers",
    title: () => m["members.today.volunteers"](),
    lines: rows.map((row) => {
      const hub = hubs.get(row.hub_id);
      const age = ageAt(row.birth_date, hub?.time_zone ?? "Asia/Almaty", now);
      return {
        id: row.id,
        at: row.at,
        about: [{ text: nameOf(row), path: `/people/${row.person_id}` }],
        text: () =>
          several && hub
            ? m["members.today.registered_in"]({ age, hub: hubName(hub, language()) })
            : m["members.today.registered"]({ age }),
      };
    }),
    count: counted(count),
    all: { text: () => m["members.today.volunteers_all"](), path: "/people?status=registered" },
    act: {
      one: () => m["members.person.make_volunteer"](),
      several: () => m["members.today.make_volunteers"](),
    },
  };
}

/** Who waits for consent is a number here and nothing more: opening the list itself is written down. */
async function waiting(db: Db, who: Actor, now: Date): Promise<TodayGroup> {
  const soon = new Date(now.getTime() - (daysWaiting - daysSoon) * 86_400_000);
  const rows = ownHubs(who).length > 0 ? await waitingByHub(db, who, soon) : [];
  const hubs = await hubsById(
    db,
    rows.map((row) => row.hub_id),
  );
  const nameIn = (hub: Hub | undefined) => (hub && rows.length > 1 ? hubName(hub, language()) : "");
  return {
    key: "members.waiting",
    title: () => m["members.today.waiting"](),
    lines: rows.slice(0, linesAGroup).map(({ hub_id, count, at, soon }) => {
      const hub = hubs.get(hub_id);
      const zone = hub?.time_zone ?? "Asia/Almaty";
      return {
        id: hub_id,
        at,
        ...(count > 1 ? { several: true as const } : {}),
        text: () =>
          [
            nameIn(hub),
            m["members.today.waiting_line"]({ count, since: formatDate(at, { zone }), days: daysWaiting }),
          ]
            .filter(Boolean)
            .join(": "),
        soon: soon > 0 ? () => m["members.today.waiting_soon"]({ count: soon, days: daysSoon }) : undefined,
        go: { text: () => m["members.today.waiting_open"](), path: "/people/waiting" },
      };
    }),
    count: counted(rows.reduce((sum, row) => sum + row.count, 0)),
  };
}

async function doubles(db: Db, who: Actor): Promise<TodayGroup> {
  const rows = await doublesFor(db, who, linesAGroup);
  return {
    key: "members.doubles",
    title: () => m["members.today.doubles"](),
    lines: rows.map(({ at, reason, one, other }) => ({
      id: `${one.id}_${other.id}`,
      at,
      about: [one, other].map((each) => ({ text: nameOf(each), path: `/people/${each.id}` })),
      text: () => m[`members.today.double.${reason}`](),
    })),
    count: counted(rows[0]?.count ?? 0),
    act: { one: () => m["members.today.tell_apart"]() },
  };
}

function changesIn({
  joined,
  volunteers,
  gone,
  posts,
}: Awaited<ReturnType<typeof changesSince>>): TodayChange[] {
  return [
    { text: () => m["members.today.joined"](), count: counted(joined), path: "/people?sort=joined" },
    {
      text: () => m["members.today.became_volunteers"](),
      count: counted(volunteers),
      path: "/people?status=volunteer",
    },
    { text: () => m["members.today.left"](), count: counted(gone) },
    { text: () => m["members.today.posts"](), count: counted(posts) },
  ];
}

/** Makes each of these members a volunteer where this person may; the others are left as they are. */
function confirming(): TodayAct {
  return {
    run: async ({ db }, who, ids, now) => {
      let count = 0;
      // Each in a transaction of its own: whoever is gone or somebody else's keeps nobody else waiting.
      for (const member of await membersOf(db, ids.filter(isId)))
        count += await makeVolunteer(db, who, member, now).then(() => 1, notTheirs);
      return count;
    },
    said: ({ count, left }) => m["members.today.confirmed"]({ count, left }),
  };
}

function notTheirs(error: Error): 0 {
  if (error instanceof NotFound || error instanceof Forbidden) return 0;
  throw error;
}

/** Keeps that two records are two people, where this person may see both. */
function tellingApart(): TodayAct {
  return {
    run: async ({ db }, who, ids, now) => {
      let count = 0;
      for (const id of ids) count += await tellOneApart(db, who, id.split("_"), now);
      return count;
    },
    said: ({ count }) => m["members.today.told_apart"]({ count }),
  };
}

const tellOneApart = (db: Db, who: Actor, [one = "", other = ""]: string[], now: Date): Promise<number> =>
  db.transaction().execute(async (tx) => {
    if (!isId(one) || !isId(other) || one === other) return 0;
    const visible = await visibleAmong(tx, who, [one, other]);
    if (visible.size < 2) return 0;
    if (!(await tellApart(tx, { one, other }, who.id, now))) return 1;
    const personal = { person: other, fields: { other } };
    await audit(
      tx,
      { actor: who.id, act: "members.tell_apart", subject: { kind: "person", id: one }, personal },
      now,
    );
    return 1;
  });

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
