import { m } from "../../platform/i18n/words.ts";
import { Icon } from "../icon/icon.tsx";
import type { NavGroup, NavItem } from "../layout/page-context.ts";

/** Main sections in the header of a wide window; a phone has them in the bar below. */
export const MainLinks = ({ items }: { items: readonly NavItem[] }) =>
  items.length > 0 ? (
    <nav class="main-links" aria-label={m["ui.page.main"]()}>
      {items.map((item) => (
        <a href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.text}
        </a>
      ))}
    </nav>
  ) : null;

/** Main sections at the thumb of whoever holds a phone; five at most, always with their names. */
export const BottomBar = ({ items }: { items: readonly NavItem[] }) =>
  items.length > 0 ? (
    <nav class="bottom-bar no-print" aria-label={m["ui.page.menu"]()}>
      {items.slice(0, 5).map((item) => (
        <a href={item.href} aria-current={item.current ? "page" : undefined}>
          <Icon name={item.icon} />
          <span>{item.text}</span>
        </a>
      ))}
    </nav>
  ) : null;

/** Staff's sections grouped by work: a side bar in a wide window, a menu on a phone. */
export const StaffBar = ({ groups }: { groups: readonly NavGroup[] }) => {
  const here = groups.flatMap((group) => group.items).find((item) => item.current);
  return (
    <nav class="staff-bar no-print" aria-label={m["ui.page.staff"]()}>
      <details class="staff-menu">
        <summary>
          <Icon name="menu" />
          {m["ui.page.menu"]()}
          {here && <span class="font-normal text-soft"> · {here.text}</span>}
        </summary>
        <Groups groups={groups} />
      </details>
      <div class="staff-side">
        <Groups groups={groups} />
      </div>
    </nav>
  );
};

const Groups = ({ groups }: { groups: readonly NavGroup[] }) => (
  <>
    {groups.map((group) => (
      <div class="staff-group">
        <p>{group.title}</p>
        <ul>
          {group.items.map((item) => (
            <li>
              <a href={item.href} aria-current={item.current ? "page" : undefined}>
                <Icon name={item.icon} class="size-5" />
                {item.text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </>
);
