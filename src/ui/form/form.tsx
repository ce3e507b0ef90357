import type { ComponentChildren } from "preact";
import { m } from "../../platform/i18n/words.ts";

type Props = {
  action: string;
  /** The client's number of this act: sent again after a lost answer, it is not done twice. */
  operation?: string;
  id?: string;
  /** Sends files too. */
  files?: boolean;
  /** False for forms whose answers must not stay on the phone. */
  kept?: boolean;
  children: ComponentChildren;
};

/** A form that posts. With script it keeps what is typed until it is sent, and is never sent twice by two taps. */
export const Form = ({ action, operation, id, files, kept = true, children }: Props) => (
  <form
    method="post"
    action={action}
    id={id}
    class="form"
    enctype={files ? "multipart/form-data" : undefined}
    noValidate
    data-island="keep-typing"
    data-props={JSON.stringify({
      key: kept ? (id ?? action) : undefined,
      restored: m["ui.form.restored"](),
      offline: m["ui.form.offline"](),
      sending: m["ui.form.sending"](),
    })}
  >
    {operation && <input type="hidden" name="operation" value={operation} />}
    {children}
  </form>
);
