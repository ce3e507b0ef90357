import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../icon/icon.tsx";

type Props = {
  title?: ComponentChildren;
  /** Makes the whole card lead there; the title is the link. */
  href?: string;
  icon?: IconName;
  children?: ComponentChildren;
  /** The heading's level where the card stands. */
  level?: 2 | 3;
};

/** One thing on a quiet sheet. */
export const Card = ({ title, href, icon, children, level = 2 }: Props) => {
  const Heading = `h${level}` as const;
  return (
    <div class={href ? "card card-link" : "card"}>
      {icon && (
        <span class="card-icon">
          <Icon name={icon} />
        </span>
      )}
      {title && (
        <Heading class="text-lg">
          {href ? (
            <a class="card-title" href={href}>
              {title}
            </a>
          ) : (
            title
          )}
        </Heading>
      )}
      {children}
    </div>
  );
};

/** Cards in as many columns as fit. */
export const Cards = ({ children }: { children: ComponentChildren }) => <div class="cards">{children}</div>;
