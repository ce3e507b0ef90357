import type { ComponentChildren } from "preact";

type Props = {
  label: string;
  value: string;
  /** What the number is measured against: last month, a goal. */
  comparison?: string;
  href?: string;
};

/** One number that matters, with what to compare it to. */
export const Stat = ({ label, value, comparison, href }: Props) => (
  <div class="stat">
    <dt>{href ? <a href={href}>{label}</a> : label}</dt>
    <dd class="stat-value">{value}</dd>
    {comparison && <dd class="stat-comparison">{comparison}</dd>}
  </div>
);

/** Numbers side by side. */
export const Stats = ({ children }: { children: ComponentChildren }) => <dl class="stats">{children}</dl>;
