import type { ComponentChildren } from "preact";
import { Button } from "../button/button.tsx";

type Props = {
  /** Makes a new passkey, or shows one there is. */
  act: "create" | "get";
  /** Where the browser asks what to sign, and where the answer is sent. */
  options: string;
  action: string;
  /** What the button says, and what stands there for browsers that cannot do this. */
  text: string;
  without: string;
  /** What is said when it came to nothing: broken off, or this device has one already. */
  failed: string;
  already: string;
  children?: ComponentChildren;
};

/** A form that a passkey fills in. It takes script; without it a sentence says which other ways there are. */
export const Passkey = ({ act, options, action, text, without, failed, already, children }: Props) => (
  <form
    method="post"
    action={action}
    class="form"
    id="passkey"
    data-island="passkey"
    data-props={JSON.stringify({ act, options, failed, already })}
  >
    <p class="text-soft" data-without>
      {without}
    </p>
    <input type="hidden" name="response" value="" />
    {children}
    <div hidden>
      <Button kind="plain">{text}</Button>
    </div>
  </form>
);
