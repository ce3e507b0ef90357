import type { Example } from "../example.ts";
import { Band, Horns, Mark } from "./motif.tsx";

export const examples: Example[] = [
  { name: "Mark", draw: () => <Mark class="size-24 text-sky" /> },
  { name: "Horns", draw: () => <Horns /> },
  { name: "Band", draw: () => <Band /> },
];
