import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { holding, someHub, someMember } from "../../../tests/members.ts";
import type { Db } from "../../platform/db/pool.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { canSee, canSeeWaiting, readersOf, visibleTo, waitingFor } from "./policy.ts";
import { statuses } from "./rules.ts";

let db: Db;
let here: string;
let there: string;
let rows: { id: string; hub_id: string; status: string }[];

beforeAll(async () => {
  ({ db } = await ownDatabase());
  here = await someHub(db, { slug: "here" });
  there = await someHub(db, { slug: "there" });
  for (const hub of [here, there]) for (const status of statuses) await someMember(db, { hub, status });
  rows = await db.selectFrom("members.membership").select(["id", "hub_id", "status"]).execute();
});

const everybody = (): [string, Actor][] => [
  ["nobody in particular", holding()],
  ["a coordinator", holding(["coordinator", here])],
  ["a coordinator of both hubs", holding(["coordinator", here], ["coordinator", there])],
  ["a national coordinator", holding(["national_coordinator", null])],
  ["an administrator", holding(["administrator", null])],
  ["an administrator who coordinates a hub", holding(["administrator", null], ["coordinator", there])],
  ["a national coordinator with a hub", holding(["national_coordinator", null], ["coordinator", here])],
];

const idsBy = async (filter: ReturnType<typeof visibleTo>) =>
  (await db.selectFrom("members.membership").select("id").where(filter).execute())
    .map((row) => row.id)
    .sort();

describe("the rule for a row and the filter in SQL say the same", () => {
  test("for every post, hub and status", async () => {
    expect(rows).toHaveLength(8);
    for (const [name, who] of everybody()) {
      const seen = rows.filter((row) => canSee(who, row)).map((row) => row.id);
      expect([name, await idsBy(visibleTo(who))]).toEqual([name, seen.sort()]);
      const waiting = rows.filter((row) => canSeeWaiting(who, row)).map((row) => row.id);
      expect([name, await idsBy(waitingFor(who))]).toEqual([name, waiting.sort()]);
    }
  });

  test("and it is what the house promises", () => {
    const seenBy = (who: Actor, may: typeof canSee) =>
      rows
        .filter((row) => may(who, row))
        .map((row) => `${row.hub_id === here ? "here" : "there"} ${row.status}`);
    const table = everybody().map(([name, who]) => [
      name,
      seenBy(who, canSee).sort(),
      seenBy(who, canSeeWaiting),
    ]);
    const [hereListed, thereListed] = ["here", "there"].map((hub) => [
      `${hub} registered`,
      `${hub} volunteer`,
    ]);
    expect(table).toEqual([
      ["nobody in particular", [], []],
      ["a coordinator", hereListed, ["here waiting_for_consent"]],
      [
        "a coordinator of both hubs",
        [...hereListed!, ...thereListed!],
        ["here waiting_for_consent", "there waiting_for_consent"],
      ],
      ["a national coordinator", [...hereListed!, ...thereListed!], []],
      ["an administrator", [], []],
      ["an administrator who coordinates a hub", thereListed, ["there waiting_for_consent"]],
      ["a national coordinator with a hub", [...hereListed!, ...thereListed!], ["here waiting_for_consent"]],
    ]);
  });
});

describe("what members are told about who reads them", () => {
  test.each([
    ["registered", ["everything", "everything", "nothing"]],
    ["volunteer", ["everything", "everything", "nothing"]],
    ["waiting_for_consent", ["one_line", "nothing", "nothing"]],
    ["left", ["nothing", "nothing", "nothing"]],
  ])("somebody %s", (status, reads) => {
    expect(readersOf({ hub_id: here, status }).map((each) => each.reads)).toEqual(reads);
  });
});
