import type { ComponentChildren } from "preact";
import { m } from "../../platform/i18n/words.ts";
import { Button, type ButtonKind } from "../button/button.tsx";

type Props = {
  id: string;
  title: string;
  /** What the button that opens it says. */
  open: string;
  kind?: ButtonKind;
  children: ComponentChildren;
};

/**
 * A question asked over the page. The browser's own popover opens it, moves the focus in and back, and closes it by
 * Escape, all without script; a browser too old for popovers shows the question below its button.
 */
export const Dialog = ({ id, title, open, kind = "plain", children }: Props) => (
  <div class="dialog-place">
    <Button kind={kind} type="button" popovertarget={id}>
      {open}
    </Button>
    <div class="dialog" id={id} popover="auto" role="dialog" aria-labelledby={`${id}-title`}>
      <h2 class="text-lg" id={`${id}-title`} tabindex={-1} autofocus>
        {title}
      </h2>
      {children}
      <Button kind="text" type="button" popovertarget={id} popovertargetaction="hide">
        {m["ui.dialog.close"]()}
      </Button>
    </div>
  </div>
);
