import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../icon/icon.tsx";

/** Good: it is done. Care: know this first. Bad: it did not work. Info: all else. */
export type NoticeKind = "info" | "good" | "care" | "bad";

const icons: Record<NoticeKind, IconName> = { info: "info", good: "done", care: "warning", bad: "warning" };

type Props = { kind?: NoticeKind; title?: string; children?: ComponentChildren };

/** A few calm words about what has happened or what to know. */
export const Notice = ({ kind = "info", title, children }: Props) => (
  <div class={`notice notice-${kind}`} role={kind === "good" ? "status" : undefined}>
    <Icon name={icons[kind]} />
    <div class="min-w-0">
      {title && <p class="font-semibold">{title}</p>}
      {children}
    </div>
  </div>
);
