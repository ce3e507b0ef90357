import type { Example } from "../example.ts";
import { Stat, Stats } from "./stat.tsx";

export const examples: Example[] = [
  {
    name: "Three numbers",
    draw: () => (
      <Stats>
        <Stat label="Қатысып жүргендер" value="291" comparison="Өткен айда 264" href="#active" />
        <Stat label="Ауылдар" value="64" comparison="Мақсат: 80" />
        <Stat label="Келісім күткендер" value="49" comparison="Өткен айдағыдай" />
      </Stats>
    ),
  },
];
