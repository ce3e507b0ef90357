import { shapes, type IconName } from "./shapes.ts";

export type { IconName } from "./shapes.ts";

type Props = { name: IconName; class?: string };

/** A picture beside words; it says nothing by itself, so screen readers pass over it. */
export const Icon = ({ name, class: more = "size-6" }: Props) => (
  <svg
    class={`shrink-0 ${more}`}
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={shapes[name]} />
  </svg>
);
