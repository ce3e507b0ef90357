import { globSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { features, rights } from "../src/app.ts";
import { type Cell, columns, rightsTable } from "../src/features/members/posts/rights-table.ts";
import { root } from "../src/platform/root.ts";
import { type Right, yesIf } from "../src/platform/rights.ts";

const told = ({ where, answer, own }: Cell): string =>
  [
    answer === "one_line" ? "one line" : "",
    where === "nowhere" ? "" : where,
    own === "alike" ? "" : `${own} own`,
  ]
    .filter(Boolean)
    .join(" ");

/** Who may a thing and where; whoever is not named may not. */
const who = (right: Right) => {
  const [row] = rightsTable([right]);
  return Object.fromEntries(
    columns.flatMap((column) => {
      const words = told(row!.cells[column]);
      return words ? [[column, words]] : [];
    }),
  );
};

const everybody = (words: string) => Object.fromEntries(columns.map((column) => [column, words]));
const national = "national_coordinator";

/** What the house promises, written by hand: a policy that changes has to be thought over here. */
const promised: Record<string, Record<string, string>> = {
  "hubs.open": { [national]: "everywhere" },
  "hubs.edit_words": { coordinator: "post", [national]: "everywhere" },
  "hubs.edit_all": { [national]: "everywhere" },
  "consents.own": everybody("also own"),
  "consents.unanswered": { coordinator: "post", safeguarding_focal_point: "named" },
  "consents.papers": { coordinator: "post", safeguarding_focal_point: "named" },
  "consents.board": { coordinator: "post", safeguarding_focal_point: "named" },
  "consents.remind": { coordinator: "post", safeguarding_focal_point: "named" },
  "consents.read_texts": {
    coordinator: "everywhere",
    safeguarding_focal_point: "everywhere",
    [national]: "everywhere",
    administrator: "everywhere",
  },
  "consents.edit_texts": { [national]: "everywhere" },
  "people.edit": everybody("also own"),
  "protection.read": {
    ...everybody("also own"),
    coordinator: "post also own",
    safeguarding_focal_point: "post also own",
    [national]: "everywhere",
  },
  "protection.record": {
    coordinator: "post never own",
    safeguarding_focal_point: "post never own",
    [national]: "everywhere never own",
  },
  "protection.sign": everybody("also own"),
  "members.read": { ...everybody("also own"), coordinator: "post also own", [national]: "everywhere" },
  "members.make_volunteer": { coordinator: "post", [national]: "everywhere" },
  "members.waiting": { ...everybody("also own"), coordinator: "one line post also own" },
  "members.left": everybody("also own"),
  "members.totals": { observer: "post", coordinator: "post", [national]: "everywhere" },
  "members.posts": { ...everybody("also own"), coordinator: "post also own", [national]: "everywhere" },
  "members.give_helpers": { coordinator: "post never own", [national]: "everywhere never own" },
  "members.give_coordinator": { [national]: "everywhere never own" },
  "members.give_wide": { [national]: "everywhere never own" },
  "members.give_leading": { administrator: "everywhere never own" },
  "members.take": { ...everybody("also own"), coordinator: "post also own", [national]: "everywhere" },
  "desk.register": { coordinator: "post", [national]: "everywhere" },
  "audit.read_all": { administrator: "everywhere" },
  "accounts.vouch": {
    coordinator: "post never own",
    [national]: "everywhere never own",
    administrator: "everywhere never own",
  },
  "places.import": { administrator: "everywhere" },
  "notices.look": { administrator: "everywhere" },
};

test("who may do what is what the house promises, post by post", () => {
  expect(Object.fromEntries(rights.map((right) => [right.key, who(right)]))).toEqual(promised);
});

test("no answer is too odd for a sentence, and each thing stands there once", () => {
  const cells = rightsTable(rights).flatMap((row) => Object.values(row.cells));
  expect(cells.filter((cell) => cell.where === "partly")).toEqual([]);
  expect(new Set(rights.map((right) => right.key)).size).toBe(rights.length);
});

test("every room with a policy tells what it answers", () => {
  const rooms = globSync("src/features/*/policy.ts", { cwd: root }).map((file) =>
    path.basename(path.dirname(file)),
  );
  const telling = features.filter((feature) => feature.rights?.length).map((feature) => feature.name);
  expect(telling.sort()).toEqual(rooms.sort());
});

describe("the table asks the policy itself", () => {
  const odd = (answer: Right["answer"]): Right => ({ key: "odd", text: () => "", answer });

  test("so that it says what is allowed by mistake", () => {
    expect(who(odd(() => "yes"))).toEqual(everybody("everywhere"));
    expect(who(odd((asking) => yesIf(asking.posts.some(({ post }) => post === "trainer"))))).toEqual({
      trainer: "everywhere",
    });
    const nearest = odd((asking, { hub }) =>
      yesIf(asking.posts.some((held) => held.post === "coordinator" && held.hub === hub)),
    );
    expect(who(nearest)).toEqual({ coordinator: "post" });
    expect(who(odd((_, { hub }) => yesIf(hub !== "own hub"))).coordinator).toBe("partly never own");
  });
});
