import type { Actor } from "../../platform/http/actor.ts";
import { m } from "../../platform/i18n/words.ts";
import { type Answer, type Asked, type Right, yesIf } from "../../platform/rights.ts";
import { canSee, canSeeWaiting } from "./policy.ts";
import { canOversee, canSeeTotals } from "./policy/posts.ts";
import type { Status } from "./rules.ts";
import { mayGive, mayTake, type PostName, type Scope } from "./rules/posts.ts";

/** What this person reads of a member in this state; of themselves everybody reads everything. */
const reads =
  (status: Status) =>
  (who: Actor, { hub, person }: Asked): Answer => {
    const row = { hub_id: hub, status };
    if (person === who.id || canSee(who, row)) return "yes";
    return canSeeWaiting(who, row) ? "one_line" : "no";
  };

/** Whether this person gives all of these posts. */
const gives =
  (kind: Scope["kind"], ...posts: PostName[]) =>
  (who: Actor, { hub, person }: Asked): Answer => {
    const scopes = {
      hub: { kind: "hub", hub },
      region: { kind: "region", region: "" },
      country: { kind: "country" },
    } as const;
    return yesIf(posts.every((post) => mayGive(who, { post, scope: scopes[kind], to: person })));
  };

const aboutMembers: Right[] = [
  { key: "members.read", text: () => m["members.right.read"](), answer: reads("volunteer") },
  {
    key: "members.make_volunteer",
    text: () => m["members.right.make_volunteer"](),
    answer: (who, { hub }) => yesIf(canSee(who, { hub_id: hub, status: "registered" })),
  },
  { key: "members.waiting", text: () => m["members.right.waiting"](), answer: reads("waiting_for_consent") },
  { key: "members.left", text: () => m["members.right.left"](), answer: reads("left") },
  {
    key: "members.totals",
    text: () => m["members.right.totals"](),
    answer: (who, { hub }) => yesIf(canSeeTotals(who, { id: hub })),
  },
];

const aboutPosts: Right[] = [
  {
    key: "members.posts",
    text: () => m["members.right.posts"](),
    answer: (who, { hub, person }) =>
      yesIf(canOversee(who, { person_id: person, post: "trainer", hub_id: hub })),
  },
  {
    key: "members.give_helpers",
    text: () => m["members.right.give_helpers"](),
    answer: gives("hub", "reviewer", "trainer", "facilitator", "organisation_lead", "observer"),
  },
  {
    key: "members.give_coordinator",
    text: () => m["members.right.give_coordinator"](),
    answer: gives("hub", "coordinator", "safeguarding_focal_point"),
  },
  {
    key: "members.give_wide",
    text: () => m["members.right.give_wide"](),
    answer: gives("region", "coordinator", "safeguarding_focal_point", "observer"),
  },
  {
    key: "members.give_leading",
    text: () => m["members.right.give_leading"](),
    answer: gives("country", "national_coordinator", "administrator"),
    house: true,
  },
  {
    key: "members.take",
    text: () => m["members.right.take"](),
    answer: (who, { hub, person }) =>
      yesIf(mayTake(who, { post: "trainer", scope: { kind: "hub", hub }, to: person })),
  },
];

export const rights: Right[] = [...aboutMembers, ...aboutPosts];
