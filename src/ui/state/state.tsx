import type { ComponentChildren } from "preact";
import { m } from "../../platform/i18n/words.ts";
import { Icon, type IconName } from "../icon/icon.tsx";

/** Good: nothing to do. Care: look at it these days. Bad: act now. Plain: only to know. */
export type Standing = "plain" | "good" | "care" | "bad";

const icons: Record<Standing, IconName> = { plain: "info", good: "done", care: "warning", bad: "warning" };

type Props = {
  id: string;
  title: string;
  value: string;
  standing: Standing;
  /** One plain sentence about the value. */
  children: ComponentChildren;
  /** What to do, where something is to be done. */
  remedy?: string | undefined;
  href?: string | undefined;
};

/** How one thing stands: a number, a sentence, and what to do; told by words and a sign, never by colour alone. */
export const State = ({ id, title, value, standing, children, remedy, href }: Props) => (
  <section class={`state state-${standing}`} aria-labelledby={`state-${id}`}>
    <div class="state-head">
      <h2 id={`state-${id}`}>{href ? <a href={href}>{title}</a> : title}</h2>
      {standing !== "plain" && (
        <p class="state-standing">
          <Icon name={icons[standing]} class="size-4" />
          {m[`ui.state.${standing}`]()}
        </p>
      )}
    </div>
    <p class="state-value">{value}</p>
    <p>{children}</p>
    {remedy && <p class="state-remedy">{remedy}</p>}
  </section>
);

/** States side by side. */
export const States = ({ children }: { children: ComponentChildren }) => <div class="states">{children}</div>;
