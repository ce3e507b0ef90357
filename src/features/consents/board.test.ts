import * as fc from "fast-check";
import type { QueryResult, RootOperationNode, UnknownRow } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { holding, someHub, someMember } from "../../../tests/members.ts";
import type { Db } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import { getHub } from "../hubs/index.ts";
import { openBoard } from "./actions/board.ts";
import type { BoardList } from "./rules/board.ts";
import { purposes, type Purpose, type Standing } from "./rules/standing.ts";
import { standingOf } from "./standing.ts";
import { countBoard, type Narrowing, pageOfBoard, type Place } from "./store/board.ts";
import { ledgerOf } from "./store/ledger.ts";
import { findSubject } from "./store/subjects.ts";
import { currentTexts, type Text } from "./store/texts.ts";

let hub: TestHub;
let here: string;
let strict: string;
let far: string;
let texts: Text[];
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau", lowest_age: 10 });
  strict = await someHub(hub.db, { slug: "aktau", lowest_age: 10, consent_age: 18 });
  // Its calendar turns so early that it is often another day there.
  far = await someHub(hub.db, { slug: "far", lowest_age: 10, time_zone: "Pacific/Kiritimati" });
  texts = await currentTexts(hub.db);
});

const days = fc.constantFrom<string>(
  "2026-11-21",
  "2026-11-22",
  "2026-11-23",
  "2026-11-24",
  "2026-12-22",
  "2028-01-01",
);
const answers = fc.record({
  purpose: fc.constantFrom(...purposes),
  given_by: fc.constantFrom("guardian" as const, "person" as const),
  answer: fc.constantFrom("agreed" as const, "agreed" as const, "refused" as const),
  ends_on: days,
  withdrawn: fc.boolean(),
});
const people = fc.record({
  birth_date: fc.constantFrom<string>(
    "2012-02-29",
    "2010-11-22",
    "2010-11-23",
    "2008-11-22",
    "2008-11-23",
    "2008-02-29",
    "2000-01-01",
  ),
  status: fc.constantFrom("registered" as const, "waiting_for_consent" as const, "volunteer" as const),
  elsewhere: fc.constantFrom(undefined, undefined, "strict", "far"),
  ledger: fc.array(answers, { maxLength: 6 }),
});
type Life = typeof people extends fc.Arbitrary<infer One> ? One : never;

async function lay({ birth_date, status, elsewhere, ledger }: Life): Promise<string> {
  const id = await someMember(hub.db, { hub: here, birth_date, status });
  if (elsewhere)
    await hub.db
      .insertInto("members.membership")
      .values({
        person_id: id,
        hub_id: elsewhere === "far" ? far : strict,
        status: "registered",
        joined_at: hub.now(),
        status_at: hub.now(),
      })
      .execute();
  const guardian = await hub.db
    .insertInto("consents.guardian")
    .values({
      person_id: id,
      name: "Сейітова Гүлнар",
      relation: "mother",
      contact_kind: "mail",
      contact: `${id}@example.org`,
      language: "kk",
      named_at: hub.now(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const { purpose, given_by, answer, ends_on, withdrawn } of ledger)
    await hub.db
      .insertInto("consents.consent")
      .values({
        person_id: id,
        guardian_id: given_by === "guardian" ? guardian.id : null,
        purpose,
        text_id: texts.find((text) => text.purpose === purpose)?.id ?? "",
        text_hash: Buffer.alloc(32),
        operator: "",
        operator_bin: "",
        answer,
        given_by,
        how: "link",
        at: hub.now(),
        ends_on,
        withdrawn_at: withdrawn && answer === "agreed" ? hub.now() : null,
        withdrawn_by: withdrawn && answer === "agreed" ? given_by : null,
      })
      .execute();
  return id;
}

type Counted = Record<Purpose, Record<Standing, number>>;
const none = (): Counted =>
  Object.fromEntries(
    purposes.map((purpose) => [purpose, { agreed: 0, missing: 0, refused: 0, withdrawn: 0, ended: 0 }]),
  ) as Counted;

async function countByRule(ids: string[], now: Date): Promise<Counted> {
  const all = none();
  for (const id of ids) {
    const subject = await findSubject(hub.db, id);
    const ledger = await ledgerOf(hub.db, id);
    for (const purpose of purposes) all[purpose][standingOf(subject!, ledger, purpose, now)] += 1;
  }
  return all;
}

describe("the numbers of a board", () => {
  test("are what the rule says of each person, whatever was answered, at any age and in any calendar", async () => {
    const ids: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(people, { minLength: 5, maxLength: 5 }), async (lives) => {
        for (const life of lives) {
          const id = await lay(life);
          if (life.status !== "waiting_for_consent") ids.push(id);
        }
        for (const now of ["2026-11-22T06:00:00Z", "2026-11-22T18:59:59Z", "2026-11-22T19:00:00Z"].map(
          (moment) => new Date(moment),
        )) {
          const { numbers } = await countBoard(hub.db, here, now);
          expect(numbers).toEqual(await countByRule(ids, now));
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe("the lists of a board", () => {
  let board: string;
  const soon = "2026-12-01";
  const later = "2027-12-01";
  beforeAll(async () => {
    board = here;
    here = await someHub(hub.db, { slug: "lists", lowest_age: 10 });
  });

  const life = (given: Partial<Life>): Life => ({
    birth_date: "2000-01-01",
    status: "registered",
    elsewhere: undefined,
    ledger: [],
    ...given,
  });
  const said = (purpose: Purpose, given: Partial<Life["ledger"][number]> = {}) => ({
    purpose,
    given_by: "person" as const,
    answer: "agreed" as const,
    ends_on: later,
    withdrawn: false,
    ...given,
  });
  const read = async (list: BoardList, given: Partial<Narrowing> = {}, place: Place = {}) => {
    const narrowing = { list, purpose: null, state: null, district: null, settlement: null, ...given };
    const page = await pageOfBoard(hub.db, here, narrowing, place, hub.now());
    return page.rows.map((row) => row.person_id);
  };

  test("hold who refused or took back what, and what ends soon, narrowed by what is asked; whoever waits in none of them", async () => {
    const refused = await lay(life({ ledger: [said("photo", { answer: "refused" })] }));
    const withdrew = await lay(life({ ledger: [said("travel", { withdrawn: true, ends_on: soon })] }));
    const ending = await lay(life({ ledger: [said("badge", { ends_on: soon }), said("photo")] }));
    await lay(life({ ledger: [said("badge", { ends_on: soon }), said("badge")] }));
    const waits = await lay(
      life({
        birth_date: "2011-01-01",
        status: "waiting_for_consent",
        ledger: [said("photo", { answer: "refused" }), said("badge", { ends_on: soon })],
      }),
    );
    expect((await read("no")).sort()).toEqual([refused, withdrew].sort());
    expect(await read("no", { state: "withdrawn" })).toEqual([withdrew]);
    expect(await read("no", { purpose: "photo" })).toEqual([refused]);
    expect(await read("no", { district: "114800000" })).toEqual([]);
    expect(await read("soon")).toEqual([ending]);
    expect(await read("soon", { purpose: "photo" })).toEqual([]);
    expect(await read("waiting")).toEqual([waits]);
    expect(await read("waiting", { state: "unnamed" })).toEqual([]);
    expect((await countBoard(hub.db, here, hub.now())).lists).toEqual({ waiting: 1, no: 2, soon: 1 });
  });

  test("are walked page by page, nobody twice and nobody left out, forwards and back", async () => {
    here = await someHub(hub.db, { slug: "long", lowest_age: 10 });
    for (let index = 0; index < 53; index += 1)
      await lay(life({ birth_date: "2011-01-01", status: "waiting_for_consent" }));
    const pageAt = (place: Place) =>
      pageOfBoard(
        hub.db,
        here,
        { list: "waiting", purpose: null, state: null, district: null, settlement: null },
        place,
        hub.now(),
      );
    const first = await pageAt({});
    const second = await pageAt({ after: first.rows.at(-1)?.id });
    expect([first.count, first.rows.length, first.earlier, first.later]).toEqual([53, 50, false, true]);
    expect([second.count, second.rows.length, second.earlier, second.later]).toEqual([53, 3, true, false]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(53);
    expect(await pageAt({ before: second.rows[0]?.id })).toEqual(first);
  });

  test.each(["waiting", "no", "soon"] as const)(
    "%s: three rows are read by as many questions as one",
    async (list) => {
      const one = await someHub(hub.db, { slug: `one-${list}`, lowest_age: 10 });
      const three = await someHub(hub.db, { slug: `three-${list}`, lowest_age: 10 });
      const given =
        list === "waiting"
          ? life({ birth_date: "2011-01-01", status: "waiting_for_consent" })
          : life({ ledger: [said("photo", list === "no" ? { answer: "refused" } : { ends_on: soon })] });
      for (const at of [one, three, three, three]) {
        here = at;
        await lay(given);
      }
      const id = await someMember(hub.db, { hub: board, birth_date: "1990-01-01" });
      const asked = async (at: string) => {
        const who = { ...holding(["coordinator", at]), id };
        const open = found(await getHub(hub.db, at));
        const narrowing = { list, purpose: null, state: null, district: null, settlement: null };
        return questionsOf(hub.db, (db) => openBoard(db, who, open, { narrowing, place: {} }, hub.now()));
      };
      expect(await asked(three)).toBe(await asked(one));
    },
  );
});

/** How many questions something asks the database. */
async function questionsOf(db: Db, ask: (db: Db) => Promise<unknown>): Promise<number> {
  let count = 0;
  const counter = {
    transformQuery: (args: { node: RootOperationNode }) => {
      count += 1;
      return args.node;
    },
    transformResult: async (args: { result: QueryResult<UnknownRow> }) => args.result,
  };
  await ask(db.withPlugin(counter));
  return count;
}
