import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../icon/icon.tsx";

type Props = { href: string; children: ComponentChildren; icon?: IconName; lang?: string; current?: boolean };

/** A link outside running text: wide enough to tap, underlined when pointed at. Inside a sentence write a plain `<a>`. */
export const Link = ({ href, children, icon, lang, current }: Props) => (
  <a class="link" href={href} lang={lang} hreflang={lang} aria-current={current ? "page" : undefined}>
    {icon && <Icon name={icon} class="size-5 rtl:-scale-x-100" />}
    {children}
  </a>
);
