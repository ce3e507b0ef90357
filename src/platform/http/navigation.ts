import type { NavGroup, Navigation } from "../../ui/layout/page-context.ts";
import type { Signpost } from "../feature.ts";
import { href } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import { mayCall } from "./access.ts";
import type { Actor } from "./actor.ts";

const groups = ["people", "hubs", "system"] as const;

/** The places this person may go, with the one they are at marked: the bar for everybody, the side bar for staff. */
export function navigationFor(signposts: Signpost[], who: Actor | null, path: string): Navigation {
  const here = longestStart(signposts, path.split("?")[0] ?? "");
  const itemsOf = (group: Signpost["group"]) =>
    signposts
      .filter((each) => each.group === group && mayCall(each.access, who))
      .map((each) => ({
        href: href(each.path),
        text: each.text(),
        icon: each.icon,
        ...(each === here ? { current: true } : {}),
      }));
  const staff: NavGroup[] = groups
    .map((group) => ({ title: m[`http.navigation.${group}`](), items: itemsOf(group) }))
    .filter((group) => group.items.length > 0);
  return { main: itemsOf("main"), staff };
}

/** `/people/waiting` is at the signpost of `/people/waiting`, `/people/123` at that of `/people`. */
function longestStart(signposts: Signpost[], path: string): Signpost | undefined {
  return signposts
    .filter((each) => path === each.path || (each.path !== "/" && path.startsWith(`${each.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
