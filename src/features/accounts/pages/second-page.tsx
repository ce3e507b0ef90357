import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Passkey } from "../../../ui/passkey/passkey.tsx";
import { AppCodeField, factorErrors, type FactorProblem } from "./factor-fields.tsx";
import { NextField, withNext } from "./next-field.tsx";

type Props = {
  /** Which second factors this person has; a passkey counts only where browsers know this hub by a name. */
  factors: { app: boolean; key: boolean };
  next: string | undefined;
  /** What the app of a sample person would show now. */
  sample: string | undefined;
  /** A passkey was not taken a moment ago. */
  refused?: "key" | undefined;
  problem?: FactorProblem;
};

/** Where signing in is finished: by a passkey, by a code of one's app, or by what was put away for lost phones. */
export const SecondPage = ({ factors, next, sample, refused, problem }: Props) => (
  <Page
    title={m["accounts.second.title"]()}
    lead={m["accounts.second.lead"]()}
    errors={factorErrors(problem)}
    robots="noindex"
  >
    {refused && <Notice kind="bad">{m["accounts.key.refused"]()}</Notice>}
    {factors.key && <GiveKey next={next} />}
    {factors.app && <GiveCode next={next} sample={sample} problem={problem} />}
    <section class="stack" aria-labelledby="without">
      <h2 id="without" class="text-lg">
        {m["accounts.second.no_app"]()}
      </h2>
      <p>
        <a href={href(withNext("/sign-in/second/code", next))}>{m["accounts.spare.use"]()}</a>
      </p>
      <p>
        <a href={href("/sign-in/second/recovery")}>{m["accounts.lost.use"]()}</a>
      </p>
    </section>
    <Leave />
  </Page>
);

type Code = Pick<Props, "next" | "sample"> & { problem: FactorProblem | undefined };

const GiveCode = ({ next, sample, problem }: Code) => (
  <>
    {sample && <Notice kind="info">{m["accounts.second.sample"]({ code: spaced(sample) })}</Notice>}
    <Form action={href("/sign-in/second")} kept={false}>
      <AppCodeField label={m["accounts.second.code"]()} value={sample} problem={problem} />
      <NextField next={next} />
      <Button>{m["accounts.second.submit"]()}</Button>
    </Form>
  </>
);

const GiveKey = ({ next }: Pick<Props, "next">) => (
  <Passkey
    act="get"
    options="/sign-in/second/key/options"
    action={href("/sign-in/second/key")}
    text={m["accounts.key.give"]()}
    without={m["accounts.key.without"]()}
    failed={m["accounts.key.failed"]()}
    already={m["accounts.key.failed"]()}
  >
    <NextField next={next} />
  </Passkey>
);

/** Ends what was begun, so that the next one on this device begins anew. */
export const Leave = () => (
  <form method="post" action={href("/sign-in/second/leaving")} id="leave">
    <Button kind="text">{m["accounts.second.leave"]()}</Button>
  </form>
);

/** Six digits as apps show them. */
export const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
