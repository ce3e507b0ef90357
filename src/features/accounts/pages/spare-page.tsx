import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { factorErrors, type FactorProblem } from "./factor-fields.tsx";
import { NextField } from "./next-field.tsx";

type Props = { next: string | undefined; back: string; problem?: FactorProblem };

/** The second step for whoever is without their phone: a code from the paper they put away. */
export const SparePage = ({ next, back, problem }: Props) => (
  <Page
    title={m["accounts.spare.title"]()}
    lead={m["accounts.spare.lead"]()}
    back={{ href: href(back), text: m["accounts.second.title"]() }}
    errors={factorErrors(problem)}
    robots="noindex"
  >
    <Form action={href("/sign-in/second/code")} kept={false}>
      <TextField
        name="code"
        label={m["accounts.spare.label"]()}
        hint={m["accounts.spare.hint"]()}
        error={problem?.text}
        required
        autoComplete="off"
        maxLength={40}
        spellcheck={false}
      />
      <NextField next={next} />
      <Button>{m["accounts.second.submit"]()}</Button>
    </Form>
  </Page>
);
