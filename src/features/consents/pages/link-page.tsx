import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { AskedWords, Asker, type AskedText, type OperatorLine } from "./asked.tsx";

type Props = {
  token: string;
  /** Given name only: a link may have gone to a wrong number. */
  child: string;
  contact: string;
  texts: AskedText[];
  operator: OperatorLine;
  /** Where it is asked anew: the last day of each agreement that ends. */
  ends: Partial<Record<AskedText["purpose"], string>> | undefined;
};

/** Where a guardian's link leads: all that is asked, to be read in peace. Reading it changes nothing. */
export const LinkPage = ({ token, child, contact, texts, operator, ends }: Props) => (
  <Page
    title={m["consents.link.title"]()}
    lead={ends ? m["consents.link.anew"]({ child }) : m["consents.link.lead"]({ child })}
    robots="noindex"
  >
    <p>{m["consents.link.how"]()}</p>
    {texts.map((text) => (
      <Card title={text.words.title}>
        <div class="mt-2">
          {ends?.[text.purpose] && (
            <p>
              <strong>{m["consents.given.until"]({ date: formatDate(ends[text.purpose] ?? "") })}</strong>
            </p>
          )}
          <AskedWords words={text.words} term_months={text.term_months} />
        </div>
      </Card>
    ))}
    <Asker operator={operator} texts={texts} />
    <section aria-labelledby="on" class="grid gap-3">
      <h2 id="on">{m["consents.link.on"]()}</h2>
      <p>{m["consents.link.code"]({ contact })}</p>
      <form method="post" action={href(`/consent/${token}/code`)}>
        <Button>{m["consents.link.send"]()}</Button>
      </form>
    </section>
    <p class="text-soft">{m["consents.link.not_you"]()}</p>
  </Page>
);
