import { formatNumber } from "../../platform/i18n/format.ts";

/** How a part is coloured; what it is, its words say. */
export type ShareKind = "yes" | "open" | "no" | "back" | "over";
export type Share = { name: string; parts: readonly { kind: ShareKind; text: string; count: number }[] };

/** Wholes and what they are made of: a bar each, and below it every part in words and figures. */
export const Shares = ({ shares }: { shares: readonly Share[] }) => (
  <dl class="shares">
    {shares.map(({ name, parts }) => (
      <div>
        <dt>{name}</dt>
        <dd>
          <Bar parts={parts} />
          <ul class="share-parts">
            {parts
              .filter(({ count }) => count > 0)
              .map(({ kind, text, count }) => (
                <li>
                  <span class={`share-mark share-${kind}`} aria-hidden="true" />
                  {text} <strong class="tabular-nums">{formatNumber(count)}</strong>
                </li>
              ))}
          </ul>
        </dd>
      </div>
    ))}
  </dl>
);

/** Drawn for the eye alone: its numbers stand below it. */
const Bar = ({ parts }: Pick<Share, "parts">) => {
  const whole = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  const share = (count: number) => Math.round((count / whole) * 10_000) / 100;
  const before = (index: number) => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0);
  return (
    <svg class="share-bar" width="100%" height="14" aria-hidden="true">
      <rect class="share-rest" width="100%" height="14" />
      {parts.map(({ kind, count }, index) => (
        <rect class={`share-${kind}`} x={`${share(before(index))}%`} width={`${share(count)}%`} height="14" />
      ))}
    </svg>
  );
};
