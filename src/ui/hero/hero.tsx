import type { ComponentChildren } from "preact";
import { Scene } from "./scene.tsx";

type Props = { title: string; children?: ComponentChildren; actions?: ComponentChildren };

/** The first thing a guest sees: what this is, the first step, and a morning in the steppe. Give it as a page's `banner`. */
export const Hero = ({ title, children, actions }: Props) => (
  <div class="hero">
    <Scene />
    <div class="hero-words">
      <h1>{title}</h1>
      {children && <div class="hero-lead">{children}</div>}
      {actions && <div class="hero-actions">{actions}</div>}
    </div>
  </div>
);
