import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Qr } from "../../../ui/qr/qr.tsx";
import { inGroups } from "../rules/second-factor.ts";
import { AppCodeField, factorErrors, type FactorProblem } from "./factor-fields.tsx";
import { NextField } from "./next-field.tsx";
import { spaced } from "./second-page.tsx";

type Props = {
  secret: string;
  /** What the picture says to the app. */
  address: string;
  /** Where the form leads, and where one comes from. */
  action: string;
  back: string;
  next: string | undefined;
  /** What the app of a sample person would show now. */
  sample: string | undefined;
  problem?: FactorProblem;
};

/** An app takes a secret, by camera or by hand, and shows by its first code that it has. */
export const AppPage = ({ secret, address, action, back, next, sample, problem }: Props) => (
  <Page
    title={m["accounts.app.title"]()}
    lead={m["accounts.app.lead"]()}
    back={{ href: href(back) }}
    errors={factorErrors(problem)}
    robots="noindex"
  >
    <section class="stack" aria-labelledby="get">
      <h2 id="get">{m["accounts.app.get"]()}</h2>
      <p>{m["accounts.app.get_text"]()}</p>
    </section>
    <section class="stack" aria-labelledby="scan">
      <h2 id="scan">{m["accounts.app.scan"]()}</h2>
      <p>{m["accounts.app.scan_text"]()}</p>
      <Qr text={address} title={m["accounts.app.picture"]()} />
      <p>
        {m["accounts.app.same_phone"]()} <a href={address}>{m["accounts.app.open"]()}</a>
      </p>
      <p>
        {m["accounts.app.by_hand"]()} {m["accounts.app.by_hand_text"]()}
        <br />
        <code id="secret" class="text-lg">
          {inGroups(secret)}
        </code>
      </p>
    </section>
    <section class="stack" aria-labelledby="type">
      <h2 id="type">{m["accounts.app.type"]()}</h2>
      {sample && <Notice kind="info">{m["accounts.app.sample"]({ code: spaced(sample) })}</Notice>}
      <Form action={href(action)} kept={false}>
        <AppCodeField label={m["accounts.second.code"]()} problem={problem} />
        <NextField next={next} />
        <Button>{m["accounts.app.submit"]()}</Button>
      </Form>
    </section>
  </Page>
);
