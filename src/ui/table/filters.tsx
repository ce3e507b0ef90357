import type { ComponentChildren } from "preact";
import { m } from "../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../button/button.tsx";
import { MarkOptional } from "../field/field.tsx";

type Props = {
  /** The list's own address: filters are its query, so a filtered list can be shared. */
  action: string;
  /** Where the list without filters is; left out when none is set. */
  clearHref?: string | undefined;
  children: ComponentChildren;
};

/** Fields that narrow a list; works as a plain GET form. */
export const Filters = ({ action, clearHref, children }: Props) => (
  <form
    class="filters no-print"
    method="get"
    action={action}
    role="search"
    aria-label={m["ui.filters.label"]()}
  >
    <MarkOptional.Provider value={false}>{children}</MarkOptional.Provider>
    <div class="filters-end">
      <Button kind="plain" icon="search">
        {m["ui.filters.apply"]()}
      </Button>
      {clearHref && (
        <ButtonLink kind="text" href={clearHref}>
          {m["ui.filters.clear"]()}
        </ButtonLink>
      )}
    </div>
  </form>
);

export type FilterLink = { href: string; text: string; count?: string; current?: boolean };

/** One filter as links side by side: the whole list, and its parts with how many each has. */
export const FilterLinks = ({ label, links }: { label: string; links: readonly FilterLink[] }) => (
  <nav class="filter-links no-print" aria-label={label}>
    {links.map((link) => (
      <a class="filter-link" href={link.href} aria-current={link.current ? "true" : undefined}>
        {link.text}
        {link.count && <span class="tabular-nums"> {link.count}</span>}
      </a>
    ))}
  </nav>
);
