import type { JSX } from "preact";

/** One way of using a component: shown in the gallery, validated and read by the accessibility run. */
export type Example = { name: string; draw: () => JSX.Element };
