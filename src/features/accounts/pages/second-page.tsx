import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { AppCodeField, factorErrors, type FactorProblem } from "./factor-fields.tsx";
import { NextField } from "./next-field.tsx";

type Props = {
  next: string | undefined;
  /** What the app of a sample person would show now. */
  sample: string | undefined;
  problem?: FactorProblem;
};

/** Where signing in is finished: a code from one's app. */
export const SecondPage = ({ next, sample, problem }: Props) => (
  <Page
    title={m["accounts.second.title"]()}
    lead={m["accounts.second.lead"]()}
    errors={factorErrors(problem)}
    robots="noindex"
  >
    {sample && <Notice kind="info">{m["accounts.second.sample"]({ code: spaced(sample) })}</Notice>}
    <Form action={href("/sign-in/second")} kept={false}>
      <AppCodeField label={m["accounts.second.code"]()} value={sample} problem={problem} />
      <NextField next={next} />
      <Button>{m["accounts.second.submit"]()}</Button>
    </Form>
    <Leave />
  </Page>
);

/** Ends what was begun, so that the next one on this device begins anew. */
export const Leave = () => (
  <form method="post" action={href("/sign-in/second/leaving")} id="leave">
    <Button kind="text">{m["accounts.second.leave"]()}</Button>
  </form>
);

/** Six digits as apps show them. */
export const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
