import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";

/** The contact is confirmed, and nobody has it yet: offers to join with it as it is. */
export const NobodyPage = ({ contact }: { contact: string }) => (
  <Page
    title={m["accounts.nobody.title"]()}
    lead={m["accounts.nobody.lead"]({ contact })}
    back={{ href: href("/sign-in"), text: m["accounts.code.other_contact"]() }}
    robots="noindex"
  >
    <p>{m["accounts.nobody.text"]()}</p>
    <Buttons>
      <ButtonLink kind="sun" href={href("/join")}>
        {m["accounts.join"]()}
      </ButtonLink>
    </Buttons>
  </Page>
);
