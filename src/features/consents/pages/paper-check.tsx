import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextArea } from "../../../ui/text/text.tsx";
import { spokenCode } from "../rules/paper-code.ts";
import { longestReason } from "../rules/papers.ts";
import type { PaperProps } from "./paper-props.ts";

/** The second look: the scan below what was recorded, and whether they are the same. */
export const PaperCheck = ({ code, version, scan, unconfirmable, reason }: PaperProps) => {
  const path = `/papers/${code}`;
  const error = reason && m[`consents.reason.refused.${reason.problem}`]({ most: longestReason });
  return (
    <>
      {scan === "image/jpeg" && (
        <img
          class="w-full border border-line"
          src={href(`${path}/scan/file`)}
          alt={m["consents.paper.scan_of"]({ code: spokenCode(code) })}
        />
      )}
      {scan === "application/pdf" && (
        <p>
          <a href={href(`${path}/scan/file`)}>{m["consents.paper.open_scan"]()}</a>
        </p>
      )}
      {unconfirmable ? (
        <Notice kind="care">{m[`consents.paper.unconfirmable.${unconfirmable}`]()}</Notice>
      ) : (
        <>
          <form method="post" action={href(`${path}/confirmation`)} class="form">
            <p>{m["consents.paper.check"]()}</p>
            <input type="hidden" name="version" value={version} />
            <Button>{m["consents.paper.confirm"]()}</Button>
          </form>
          <form method="post" action={href(`${path}/return`)} class="form" noValidate>
            <input type="hidden" name="version" value={version} />
            <TextArea
              name="reason"
              label={m["consents.paper.reason"]()}
              hint={m["consents.paper.reason_hint"]()}
              error={error}
              value={reason?.typed}
              required
              rows={2}
              maxLength={longestReason}
            />
            <Button kind="plain">{m["consents.paper.return"]()}</Button>
          </form>
        </>
      )}
    </>
  );
};
