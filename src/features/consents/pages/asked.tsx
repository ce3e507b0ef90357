import { m } from "../../../platform/i18n/words.ts";
import type { Purpose } from "../rules/standing.ts";

/** The words for a purpose in the language of the page. */
export type AskedText = {
  id: string;
  purpose: Purpose;
  words: { title: string; body: string; data: string; others: string; abroad: string; publication: string };
  term_months: number;
  lawyer_checked: boolean;
};

type Details = Pick<AskedText, "words"> & { term_months?: number };

/** What is asked and, below it, what the law wants named: which data, for how long, who else sees it. */
export const AskedWords = ({ words, term_months }: Details) => (
  <>
    <p>{words.body}</p>
    <dl class="mt-2 grid gap-1 text-soft">
      <Line name={m["consents.asked.data"]()}>{words.data}</Line>
      <Line name={m["consents.asked.others"]()}>{words.others}</Line>
      <Line name={m["consents.asked.abroad"]()}>{words.abroad}</Line>
      <Line name={m["consents.asked.publication"]()}>{words.publication}</Line>
      {term_months !== undefined && (
        <Line name={m["consents.asked.term"]()}>{m["consents.asked.months"]({ months: term_months })}</Line>
      )}
    </dl>
  </>
);

const Line = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt class="inline font-semibold">{name}</dt> <dd class="inline">{children}</dd>
  </div>
);

export type OperatorLine = { operator: string; operator_bin: string };

/** Who asks and answers for the data, and whether a lawyer has read these words. */
export const Asker = ({ operator, texts }: { operator: OperatorLine; texts: AskedText[] }) => (
  <p class="text-soft">
    {m["consents.asked.operator"]({
      operator: operator.operator || m["consents.asked.no_operator"](),
      bin: operator.operator_bin || "none",
    })}{" "}
    {m["consents.asked.voluntary"]()}
    {texts.some((each) => !each.lawyer_checked) && ` ${m["consents.asked.unchecked"]()}`}
  </p>
);
