import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "../icon/icon.tsx";

/** Primary is the one thing to do on a page; sun is kept for joining; text is a button that looks like a link. */
export type ButtonKind = "primary" | "plain" | "sun" | "danger" | "text";

const kinds: Record<ButtonKind, string> = {
  primary: "btn btn-primary",
  plain: "btn btn-plain",
  sun: "btn btn-accent",
  danger: "btn btn-danger",
  text: "btn-text",
};

type Look = { kind?: ButtonKind | undefined; icon?: IconName | undefined; iconAfter?: IconName | undefined };
type Own = Look & { children: ComponentChildren };

type ButtonProps = Own & Omit<JSX.IntrinsicElements["button"], "icon" | "children" | "class" | "ref">;

/** A button sends its form unless told otherwise. */
export const Button = ({ kind = "primary", icon, iconAfter, children, ...rest }: ButtonProps) => (
  <button type="submit" class={kinds[kind]} {...rest}>
    <Inside icon={icon} iconAfter={iconAfter}>
      {children}
    </Inside>
  </button>
);

type LinkProps = Own & { href: string };

/** A link that begins something: looks like a button, is a link. */
export const ButtonLink = ({ kind = "primary", icon, iconAfter, children, href }: LinkProps) => (
  <a class={kinds[kind]} href={href}>
    <Inside icon={icon} iconAfter={iconAfter}>
      {children}
    </Inside>
  </a>
);

const Inside = ({ icon, iconAfter, children }: Own) => (
  <>
    {icon && <Icon name={icon} class="size-5" />}
    {children}
    {iconAfter && <Icon name={iconAfter} class="size-5 rtl:-scale-x-100" />}
  </>
);

/** Buttons side by side, first the main one; on a narrow phone one below the other. */
export const Buttons = ({ children }: { children: ComponentChildren }) => (
  <div class="flex flex-wrap items-center gap-3">{children}</div>
);
