import { expect, test } from "vitest";
import type { Actor, Post } from "../../platform/http/actor.ts";
import { canChange, canContinue, canEdit, canOpen, changeableBy } from "./policy.ts";
import { coordinatorsFields, hubFields } from "./rules.ts";

const here = { id: "here" };
const there = { id: "there" };
const holding = (...posts: [Post, string | null][]): Actor => ({
  id: "me",
  session: "",
  given_name: "",
  language: "kk",
  posts: posts.map(([post, hub]) => ({ post, hub })),
});

const people = {
  member: holding(),
  coordinator: holding(["coordinator", "here"]),
  "coordinator elsewhere": holding(["coordinator", "there"]),
  "national coordinator": holding(["national_coordinator", null]),
  administrator: holding(["administrator", null]),
  "administrator who coordinates": holding(["administrator", null], ["coordinator", "here"]),
};

test("who may open a hub", () => {
  const may = Object.entries(people).filter(([, who]) => canOpen(who));
  expect(may.map(([name]) => name)).toEqual(["national coordinator"]);
});

test("who may change which part of a hub", () => {
  const parts = Object.entries(people).map(([name, who]) => [
    name,
    changeableBy(who, here),
    canEdit(who, here),
  ]);
  expect(parts).toEqual([
    ["member", [], false],
    ["coordinator", coordinatorsFields, true],
    ["coordinator elsewhere", [], false],
    ["national coordinator", hubFields, true],
    ["administrator", [], false],
    ["administrator who coordinates", coordinatorsFields, true],
  ]);
  expect(canEdit(null, here)).toBe(false);
});

test("a coordinator may change each of her fields and none of the others, and nothing elsewhere", () => {
  const { coordinator } = people;
  expect(hubFields.filter((field) => canChange(coordinator, here, [field])).toSorted()).toEqual(
    coordinatorsFields.toSorted(),
  );
  expect(canChange(coordinator, here, ["about", "consent_age"])).toBe(false);
  expect(canChange(coordinator, there, ["about"])).toBe(false);
});

test("a draft is its beginner's alone", () => {
  expect(canContinue(people["national coordinator"], { begun_by: "me" })).toBe(true);
  expect(canContinue(people["national coordinator"], { begun_by: "another" })).toBe(false);
});
