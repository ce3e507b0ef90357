import type { Example } from "../example.ts";
import { Link } from "./link.tsx";

export const examples: Example[] = [
  { name: "Alone", draw: () => <Link href="#hubs">Хабтар картасы</Link> },
  {
    name: "Back",
    draw: () => (
      <Link href="#back" icon="back">
        Өтініштер тізіміне
      </Link>
    ),
  },
  {
    name: "In a sentence",
    draw: () => (
      <p>
        Ережелерді <a href="#rules">келісім бетінен</a> оқыңыз.
      </p>
    ),
  },
];
