import type { Feature, PersonContract } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { reconsiderAge } from "./actions.ts";
import { purgeJoinings } from "./joining.ts";
import { memberRoutes } from "./routes.ts";
import { eraseMember, exportMember, mergeMember, tables } from "./store/lifecycle.ts";

export { actorOf, type Standing } from "./store/posts.ts";
export { endWaiting, type Erase } from "./ending.ts";
export { givePost, type Given, makeVolunteer } from "./actions.ts";
export { canSee, coordinatedBy, visibleTo } from "./policy.ts";
export type { Status } from "./rules.ts";

/** What happens to a person reaches their memberships and posts here. */
export const person: PersonContract = {
  tables,
  export: exportMember,
  erase: eraseMember,
  merge: async (tx, from, into, now) => {
    await mergeMember(tx, from, into, now);
    await reconsiderAge(tx, into, now);
  },
  onConsentChange: async () => {},
  onAgeChange: reconsiderAge,
};

export const feature: Feature = {
  name: "members",
  routes: memberRoutes,
  jobs: [
    { name: "members.purge_joinings", cron: "50 20 * * *", run: ({ db, now }) => purgeJoinings(db, now) },
  ],
  person,
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
      icon: "people",
      access: "coordinator",
      group: "people",
    },
  ],
};
