import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { AskedWords, Asker, type AskedText, type OperatorLine } from "./asked.tsx";

type Props = {
  text: AskedText;
  operator: OperatorLine;
  /** Where they wanted to go, and the way there for whoever answers later. */
  next: string;
  later: string;
};

/** Somebody belongs here whose own agreement we do not have: asked when they sign in, before anything else. */
export const AgreementPage = ({ text, operator, next, later }: Props) => (
  <Page title={m["consents.agreement.title"]()} lead={m["consents.agreement.lead"]()} robots="noindex">
    <Card title={text.words.title}>
      <div class="mt-2">
        <AskedWords words={text.words} term_months={text.term_months} />
      </div>
    </Card>
    <Asker operator={operator} texts={[text]} />
    <form method="post" action={href("/me/agreement")} class="grid gap-3">
      <input type="hidden" name="text" value={text.id} />
      <input type="hidden" name="next" value={next} />
      <p class="flex flex-wrap gap-3">
        <Button name="answer" value="agreed">
          {m["consents.answer.agree"]()}
        </Button>
        <Button kind="plain" name="answer" value="refused">
          {m["consents.answer.refuse"]()}
        </Button>
      </p>
      <p class="text-soft">{m["consents.own.data_means"]()}</p>
    </form>
    <p>
      <a href={href(later)}>{m["consents.agreement.later"]()}</a>
    </p>
  </Page>
);
