import { href, type Language, speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../../../ui/button/button.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { CardSheet, PocketCard } from "../../../ui/pocket-card/pocket-card.tsx";
import { cardAddress, typedAddress } from "../rules.ts";

type Words = { text: string; lang: Language };

/** A card ready to be printed, in the language of the person it is for. */
export type ShownCard = {
  language: Language;
  given_name: string;
  hub: Words;
  address: Words;
  groups: string[];
};

/** The cards made in this browser within the hour, side by side on A4. */
export const CardsPage = ({ cards, origin }: { cards: ShownCard[]; origin: string }) => (
  <Page
    title={m["desk.cards.title"]()}
    lead={cards.length > 0 && m["desk.cards.lead"]()}
    width="wide"
    back={{ href: href("/desk"), text: m["desk.cards.again"]() }}
    robots="noindex"
  >
    {cards.length > 0 ? (
      <>
        <p class="no-print">{m["desk.cards.how"]()}</p>
        <CardSheet label={m["desk.cards.list"]()}>
          {cards.map((card) => (
            <PocketCard {...printed(card, cardAddress(origin))} />
          ))}
        </CardSheet>
        <Form action={href("/cards/removal")} kept={false}>
          <Button kind="plain">{m["desk.cards.printed"]()}</Button>
        </Form>
      </>
    ) : (
      <Empty
        title={m["desk.cards.empty"]()}
        action={
          <ButtonLink kind="plain" href={href("/desk")}>
            {m["desk.cards.again"]()}
          </ButtonLink>
        }
      >
        {m["desk.cards.empty_text"]()}
      </Empty>
    )}
  </Page>
);

/** What stands on a card, whatever language staff read in. */
const printed = ({ language, given_name, hub, address, groups }: ShownCard, open: string) =>
  speak(language, () => ({
    lang: language,
    kind: m["desk.print.title"](),
    name: given_name,
    hub,
    address,
    groups,
    how: m["desk.print.how"](),
    open: typedAddress(open),
    keep: m["desk.print.keep"](),
    qr: { text: open, title: m["desk.print.qr"]() },
  }));
