import type { Feature, PersonContract } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { reconsiderAge, reconsiderConsent } from "./actions.ts";
import { purgeJoinings } from "./joining.ts";
import { rights } from "./rights.ts";
import { memberRoutes } from "./routes.ts";
import { forgetSpellings } from "./listing.ts";
import { eraseMember, exportMember, mergeMember, tables } from "./store/lifecycle.ts";
import { tracesOf } from "./store/traces.ts";
import { membersToday } from "./today.ts";

export { hubsKnowing } from "./store/known.ts";
export { actorOf, type Standing } from "./store/posts.ts";
export { type HeldPost, postsHeld } from "./store/held.ts";
export { endWaiting, type Erase, warnWaiting } from "./ending.ts";
export { makeVolunteer } from "./actions.ts";
export { type Command, type Commanded, givePostByCommand } from "./posts/command.ts";
export { type LifeFields, type LifeProblems, type NameFields, type NameProblems } from "./forms.ts";
export { readLife, readName } from "./forms.ts";
export { homesOf } from "./homes.ts";
export { hubsById, openHubs } from "./hubs.ts";
export { canSee, canSeeWaiting, coordinatedBy, visibleTo } from "./policy.ts";
export { homeLine, type HubLine, hubLine } from "./present.ts";
export { findAlike, isOnDuty, type Registered, registerPerson } from "./registering.ts";
export type { Status } from "./rules.ts";
export { type Membership, membershipsOf } from "./store/memberships.ts";

/** What happens to a person reaches their memberships and posts here. */
export const person: PersonContract = {
  tables,
  export: exportMember,
  erase: eraseMember,
  merge: async (tx, from, into, now) => {
    await mergeMember(tx, from, into, now);
    await reconsiderAge(tx, into, now);
  },
  onConsentChange: reconsiderConsent,
  onAgeChange: reconsiderAge,
  traces: tracesOf,
};

export const feature: Feature = {
  name: "members",
  routes: memberRoutes,
  jobs: [
    { name: "members.purge_joinings", cron: "50 20 * * *", run: ({ db, now }) => purgeJoinings(db, now) },
    { name: "members.forget_spellings", cron: "40 20 * * *", run: ({ db }) => forgetSpellings(db) },
  ],
  person,
  today: membersToday,
  rights,
  signposts: [
    { path: "/me", text: () => m["members.me.title"](), icon: "me", access: "member", group: "main" },
    {
      path: "/people",
      text: () => m["members.people.title"](),
      icon: "people",
      access: "coordinator",
      group: "people",
    },
    {
      path: "/people/waiting",
      text: () => m["members.waiting.title"](),
      icon: "waiting",
      access: "coordinator",
      group: "people",
    },
    {
      path: "/posts",
      text: () => m["members.posts.short"](),
      icon: "me",
      access: ["coordinator", "administrator"],
      group: "people",
    },
    {
      path: "/totals",
      text: () => m["members.totals.title"](),
      icon: "totals",
      access: ["coordinator", "observer"],
      group: "people",
    },
  ],
};
