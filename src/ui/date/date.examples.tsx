import type { Example } from "../example.ts";
import { DateField } from "./date.tsx";

export const examples: Example[] = [
  {
    name: "Birth date",
    draw: () => (
      <DateField
        name="birth"
        label="Туған күніңіз"
        hint="Жасыңызға сай тапсырмаларды ұсыну үшін сұраймыз."
        value={{ day: "7", month: "3", year: "2009" }}
        birth
        required
      />
    ),
  },
  {
    name: "With an error",
    draw: () => (
      <DateField
        name="opened"
        label="Ашылған күні"
        error="Ақпанда 30-ы болмайды. Күнін тексеріңіз."
        value={{ day: "30", month: "2", year: "2025" }}
        required
      />
    ),
  },
];
