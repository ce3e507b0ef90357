import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Passkey } from "../../../ui/passkey/passkey.tsx";
import { NextField } from "./next-field.tsx";

/** Makes a passkey on this device; `path` is the door through which it is added. */
export const NewKey = ({ path, next }: { path: string; next: string | undefined }) => (
  <Passkey
    act="create"
    options={`${path}/new-key/options`}
    action={href(`${path}/new-key`)}
    text={m["accounts.key.add"]()}
    without={m["accounts.key.without"]()}
    failed={m["accounts.key.failed"]()}
    already={m["accounts.key.already"]()}
  >
    <NextField next={next} />
  </Passkey>
);
