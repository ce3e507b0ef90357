import { m } from "../../../platform/i18n/words.ts";

/** Lists of people count people, not rows. */
export const peopleCounted = {
  exact: (told: { count: number }) => m["members.people.count"](told),
  more: (told: { count: number }) => m["members.people.more"](told),
};
