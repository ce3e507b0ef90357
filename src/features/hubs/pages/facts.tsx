import type { ComponentChildren } from "preact";

/** What is known of something, line by line; on a phone each answer stands below its name. */
export const Facts = ({ children }: { children: ComponentChildren }) => (
  <dl class="divide-y divide-line">{children}</dl>
);

type Props = {
  name: string;
  children: ComponentChildren;
  /** In a narrow column the answer always stands below. */ narrow?: boolean;
};

export const Fact = ({ name, narrow, children }: Props) => (
  <div class={narrow ? "py-2.5" : "gap-x-6 py-2.5 sm:grid sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"}>
    <dt class="text-soft">{name}</dt>
    <dd class="min-w-0">{children}</dd>
  </div>
);
