import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import type { HubLine } from "../../present.ts";

/** Which hub this is about, and the way to another. */
export const ChosenHub = ({ hub }: { hub: HubLine }) => (
  <p>
    <strong lang={hub.lang}>{hub.name}</strong>
    {" · "}
    <a href={href(`/join?choose=${hub.slug}`)}>{m["members.hub.change"]()}</a>
  </p>
);
