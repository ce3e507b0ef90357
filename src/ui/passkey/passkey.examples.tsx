import type { Example } from "../example.ts";
import { Passkey } from "./passkey.tsx";

export const examples: Example[] = [
  {
    name: "As a second step",
    draw: () => (
      <Passkey
        act="get"
        options="#options"
        action="#key"
        text="Кіру кілтімен кіру"
        without="Бұл браузер кіру кілтін білмейді. Басқа тәсілін таңдаңыз."
        failed="Болмады. Қайта байқап көріңіз."
        already="Бұл құрылғыда кілт бар."
      />
    ),
  },
];
