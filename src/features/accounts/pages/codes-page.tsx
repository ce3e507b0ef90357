import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Checkbox } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { inHalves } from "../rules/second-factor.ts";
import { NextField } from "./next-field.tsx";

type Codes = { made_at: Date; left: number; kept: boolean; shown: string[] | null };

type Props = {
  codes: Codes;
  next: string | undefined;
  /** Signed in so lately that new ones may be made. */
  fresh: boolean;
  /** The box that says they are put away was not ticked. */
  problem?: boolean;
};

/** The recovery codes: the codes themselves once, to print or copy, and afterwards only how many are left. */
export const CodesPage = ({ codes, next, fresh, problem }: Props) => {
  const error = problem ? m["accounts.codes.refused.not_kept"]() : undefined;
  return (
    <Page
      title={m["accounts.codes.title"]()}
      lead={codes.shown ? m["accounts.codes.lead"]() : undefined}
      back={{ href: href("/me/security"), text: m["accounts.security.title"]() }}
      errors={error ? [{ href: "#kept", text: error }] : []}
      robots="noindex"
    >
      {codes.shown ? (
        <Shown codes={codes.shown} next={next} error={error} />
      ) : (
        <State codes={codes} fresh={fresh} />
      )}
    </Page>
  );
};

const Shown = ({
  codes,
  next,
  error,
}: { codes: string[]; error: string | undefined } & Pick<Props, "next">) => (
  <>
    <ol id="codes" class="grid list-decimal gap-2 ps-10 text-lg sm:grid-cols-2">
      {codes.map((code) => (
        <li>
          <code>{inHalves(code)}</code>
        </li>
      ))}
    </ol>
    <p>{m["accounts.codes.how"]()}</p>
    <div class="no-print">
      <Form action={href("/me/security/codes")} kept={false}>
        <Checkbox name="kept" label={m["accounts.codes.kept"]()} error={error} required />
        <NextField next={next} />
        <Button>{m["accounts.codes.submit"]()}</Button>
      </Form>
    </div>
  </>
);

const State = ({ codes, fresh }: { codes: Codes; fresh: boolean }) => (
  <>
    {!codes.kept && <Notice kind="care">{m["accounts.codes.not_kept"]()}</Notice>}
    <p>{codesLeft(codes)}</p>
    {fresh ? (
      <form method="post" action={href("/me/security/codes/renewal")}>
        <p>{m["accounts.codes.renew_text"]()}</p>
        <Button kind="plain">{m["accounts.codes.renew"]()}</Button>
      </form>
    ) : (
      <p>
        {m["accounts.codes.not_fresh"]()} <a href={href("/me/security")}>{m["accounts.security.title"]()}</a>
      </p>
    )}
  </>
);

export const codesLeft = ({ left, made_at }: { left: number; made_at: Date }): string =>
  m["accounts.codes.left"]({ left, at: formatMoment(made_at, { zone: "Asia/Almaty" }) });
