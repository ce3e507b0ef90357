import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import type { HubLine } from "../../present.ts";

/** Somebody's age does not suit this hub; these take it. */
export type Unfit = { reason: "too_young" | "too_old"; age: number; others: HubLine[] };

/** Says kindly that the age does not suit, and what one can do instead. */
export const AgeNotice = ({ hub, unfit }: { hub: HubLine; unfit: Unfit }) => (
  <Notice kind="care" title={m[`members.age.refused.${unfit.reason}`]({ age: unfit.age })}>
    <p>{m["members.age.limits"]({ lowest: hub.lowest_age, highest: hub.highest_age })}</p>
    {unfit.others.length > 0 ? (
      <>
        <p>{m["members.age.others"]()}</p>
        {unfit.others.map((other) => (
          <form method="post" action={href("/join")} class="mt-2">
            <input type="hidden" name="hub" value={other.slug} />
            <Button kind="plain">
              <span lang={other.lang}>{other.name}</span>
            </Button>
          </form>
        ))}
      </>
    ) : (
      <p>{m[`members.age.instead.${unfit.reason}`]()}</p>
    )}
  </Notice>
);
