import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { CodeField, CodeHelp, codeErrors, type CodeProblem } from "./code-fields.tsx";
import { WhereCodesLie } from "./samples.tsx";

type Props = { contact: string; wait: boolean; sample: boolean; unsent: "yes" | "no"; problem?: CodeProblem };

/** Somebody signed in shows once more that it is them. */
export const ConfirmPage = ({ contact, wait, sample, unsent, problem }: Props) => (
  <Page
    title={m["accounts.confirm.title"]()}
    lead={m["accounts.code.lead"]({ contact, unsent })}
    back={{ href: href("/me/security"), text: m["accounts.security.title"]() }}
    errors={codeErrors(problem)}
    robots="noindex"
  >
    {wait && <Notice kind="care">{m["accounts.code.wait"]()}</Notice>}
    <Form action={href("/me/security/confirmation")} kept={false}>
      <CodeField problem={problem} />
      <Button>{m["accounts.confirm.submit"]()}</Button>
    </Form>
    {sample ? <WhereCodesLie /> : <CodeHelp />}
  </Page>
);
