import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Radios } from "../../../../ui/choice/choice.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import type { HubLine } from "../../present.ts";

type Props = {
  given_name: string;
  hubs: HubLine[];
  chosen: string;
  problem?: "missing" | undefined;
  unfit?: { reason: "too_young" | "too_old"; hub: HubLine; age: number } | undefined;
};

/** Somebody who is signed in joins one more hub with what they have told before. */
export const MemberJoinPage = ({ given_name, hubs, chosen, problem, unfit }: Props) => {
  const error = problem && m["members.hub.refused.missing"]();
  return (
    <Page
      title={m["members.more.title"]()}
      lead={m["members.more.lead"]({ given_name })}
      back={{ href: href("/me"), text: m["members.me.title"]() }}
      errors={error ? [{ href: "#hub", text: error }] : []}
      robots="noindex"
    >
      {unfit && (
        <Notice kind="care" title={m[`members.age.refused.${unfit.reason}`]({ age: unfit.age })}>
          <p>{m["members.age.limits"]({ lowest: unfit.hub.lowest_age, highest: unfit.hub.highest_age })}</p>
        </Notice>
      )}
      {hubs.length > 0 ? (
        <Form action={href("/join/member")} kept={false}>
          <Radios
            name="hub"
            label={m["members.hub.label"]()}
            error={error}
            required
            value={chosen}
            options={hubs.map((hub) => ({
              value: hub.slug,
              text: hub.name,
              lang: hub.lang,
              hint: m["members.hub.ages"]({ lowest: hub.lowest_age, highest: hub.highest_age }),
            }))}
          />
          <Button kind="sun">{m["members.more.send"]()}</Button>
        </Form>
      ) : (
        <p>{m["members.more.none"]()}</p>
      )}
      <p>
        {m["members.more.other_person"]()}{" "}
        <a href={href("/join?for=another")}>{m["members.known.register"]()}</a>
      </p>
    </Page>
  );
};
