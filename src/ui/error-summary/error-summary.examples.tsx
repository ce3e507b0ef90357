import type { Example } from "../example.ts";
import { ErrorSummary } from "./error-summary.tsx";

export const examples: Example[] = [
  {
    name: "Two things to mend",
    draw: () => (
      <ErrorSummary
        items={[
          { href: "#surname", text: "Тегіңізді жазыңыз." },
          { href: "#birth", text: "Ақпанда 30-ы болмайды. Күнін тексеріңіз." },
        ]}
      />
    ),
  },
];
