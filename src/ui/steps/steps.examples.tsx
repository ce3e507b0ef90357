import type { Example } from "../example.ts";
import { Steps } from "./steps.tsx";

export const examples: Example[] = [
  {
    name: "The second of four",
    draw: () => (
      <Steps
        current={2}
        steps={[
          { text: "Өзіңіз туралы", href: "#about" },
          { text: "Тұратын жеріңіз" },
          { text: "Байланыс" },
          { text: "Қызығушылықтарыңыз" },
        ]}
      />
    ),
  },
];
