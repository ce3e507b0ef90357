import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../../../ui/button/button.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { HubLine } from "../../members/index.ts";

/** Somebody as the desk may name them. */
export type Met = { id: string; given_name: string; waits: boolean; since: Date; zone: string };
export type Unfit = { reason: "too_young" | "too_old"; age: number };

/** One line about who was registered, what happens to them next, and the way to their card. */
export const DoneNotice = ({ person: { id, given_name, waits } }: { person: Met }) => (
  <Notice kind="good">
    <p>{m[waits ? "desk.done.waiting" : "desk.done.registered"]({ given_name })}</p>
    <p>
      <a href={href(`/people/${id}/card`)}>{m["desk.done.card"]()}</a>
    </p>
  </Notice>
);

export const UnfitNotice = ({ hub, unfit: { reason, age } }: { hub: HubLine; unfit: Unfit }) => (
  <div tabindex={-1} autofocus>
    <Notice kind="care" title={m["desk.unfit.title"]()}>
      {m[`desk.unfit.${reason}`]({ age, lowest: hub.lowest_age, highest: hub.highest_age })}
    </Notice>
  </div>
);

/** Asks, before anything is kept, whether it is one of these; the form below stays as it was typed. */
export const AlikeNotice = ({ people, form }: { people: Met[]; form: string }) => (
  <div tabindex={-1} autofocus>
    <Notice kind="care" title={m["desk.alike.title"]()}>
      <p>{m["desk.alike.text"]()}</p>
      {people.map(({ id, given_name, waits, since, zone }) => (
        <div class="mt-3">
          <p class="mb-2">
            {m[waits ? "desk.alike.waits" : "desk.alike.since"]({
              given_name,
              date: formatDate(since, { zone }),
            })}
          </p>
          <ButtonLink kind="plain" href={href(`/people/${id}/card`)}>
            {m["desk.alike.same"]()}
          </ButtonLink>
        </div>
      ))}
      <div class="mt-3">
        <Button kind="plain" form={form} name="another" value="yes">
          {m["desk.alike.another"]()}
        </Button>
      </div>
    </Notice>
  </div>
);
