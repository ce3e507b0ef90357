import type { ComponentChildren } from "preact";

/** What is known, line by line; on a phone each answer stands below its name. */
export const Facts = ({ children }: { children: ComponentChildren }) => (
  <dl class="divide-y divide-line">{children}</dl>
);

type FactProps = { name: string; children: ComponentChildren; change?: ComponentChildren };

export const Fact = ({ name, children, change }: FactProps) => (
  <div class="gap-x-6 py-2.5 sm:grid sm:grid-cols-[38%_minmax(0,1fr)_auto]">
    <dt class="text-soft">{name}</dt>
    <dd class="min-w-0 break-words">{children}</dd>
    {change && <dd>{change}</dd>}
  </div>
);
