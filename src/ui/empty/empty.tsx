import type { ComponentChildren } from "preact";
import { Horns } from "../motif/motif.tsx";

type Props = {
  /** What will be here. */
  title: string;
  children?: ComponentChildren;
  /** The first step, usually a `ButtonLink`. */
  action?: ComponentChildren;
};

/** Stands where nothing is yet: says what will be here and offers the first step. */
export const Empty = ({ title, children, action }: Props) => (
  <div class="empty">
    <Horns />
    <p class="text-lg font-semibold">{title}</p>
    {children && <div class="empty-text">{children}</div>}
    {action}
  </div>
);
