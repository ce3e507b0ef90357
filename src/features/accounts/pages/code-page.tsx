import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { CodeField, CodeHelp, codeErrors, type CodeProblem } from "./code-fields.tsx";
import { NextField } from "./next-field.tsx";
import { WhereCodesLie } from "./samples.tsx";

type Props = {
  /** Where the code went, in full: whoever typed it sees a slip of the finger at once. */
  contact: string;
  next: string | undefined;
  /** So many codes were asked for that none was sent now. */
  wait: boolean;
  /** A sample hub on one's own machine, where the code can be read. */
  sample: boolean;
  /** Nothing sends mail here: the code waits in the outbox. */
  unsent: "yes" | "no";
  problem?: CodeProblem;
};

/** Where the code is typed; it looks the same whether or not anybody is known by the contact. */
export const CodePage = ({ contact, next, wait, sample, unsent, problem }: Props) => (
  <Page
    title={m["accounts.code.title"]()}
    lead={m["accounts.code.lead"]({ contact, unsent })}
    back={{ href: href("/sign-in"), text: m["accounts.code.other_contact"]() }}
    errors={codeErrors(problem)}
    robots="noindex"
  >
    {wait && <Notice kind="care">{m["accounts.code.wait"]()}</Notice>}
    <Form action={href("/sign-in/code")} kept={false}>
      <CodeField problem={problem} />
      <NextField next={next} />
      <Button>{m["accounts.code.submit"]()}</Button>
    </Form>
    {sample ? <WhereCodesLie /> : <CodeHelp />}
    <Form action={href("/sign-in/code/again")} id="again" kept={false}>
      <NextField next={next} />
      <Button kind="plain">{m["accounts.code.again"]()}</Button>
    </Form>
  </Page>
);
