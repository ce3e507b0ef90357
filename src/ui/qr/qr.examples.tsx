import type { Example } from "../example.ts";
import { Qr } from "./qr.tsx";

export const examples: Example[] = [
  { name: "An address", draw: () => <Qr text="https://hub.example.kz/kk/join" title="Хабқа қосылу беті" /> },
];
