import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { AskedWords, Asker, type AskedText, type OperatorLine } from "./asked.tsx";

type Props = { text: AskedText; operator: OperatorLine };

/** A draft as a guardian will read it on a phone, in the language of the page. */
export const PreviewPage = ({ text, operator }: Props) => (
  <Page
    title={m["consents.texts.preview"]()}
    lead={m["consents.texts.preview_lead"]()}
    back={{
      href: href(`/consent-texts/${text.purpose}`),
      text: m[`consents.purpose_name.${text.purpose}`](),
    }}
    robots="noindex"
  >
    <Notice>{m["consents.texts.preview_not_yet"]()}</Notice>
    <div class="grid max-w-[22.5rem] gap-4">
      <Card title={text.words.title}>
        <div class="mt-2">
          <AskedWords words={text.words} term_months={text.term_months} />
        </div>
      </Card>
      <Asker operator={operator} texts={[text]} />
    </div>
  </Page>
);
