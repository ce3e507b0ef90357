import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { purposes, type Purpose, type Standing } from "./rules/standing.ts";
import { standingOf } from "./standing.ts";
import { countBoard } from "./store/board.ts";
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

const days = fc.constantFrom(
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
  birth_date: fc.constantFrom(
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
