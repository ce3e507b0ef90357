import type { Example } from "../example.ts";
import { CardSheet, PocketCard } from "./pocket-card.tsx";

export const examples: Example[] = [
  {
    name: "To be cut out",
    draw: () => (
      <CardSheet label="Карталар">
        <PocketCard
          lang="kk"
          kind="Кіру картасы"
          name="Айсұлу"
          hub={{ text: "Көкшетау хабы", lang: "kk" }}
          address={{ text: "Абай көшесі, 96", lang: "kk" }}
          how="Мына бетті ашып, кодты жазыңыз:"
          open="hub.example.kz/sign-in/card"
          keep="Кілтіңіздей сақтаңыз."
          groups={["2A4K", "77HM", "9CEP", "X3TA"]}
          qr={{ text: "https://hub.example.kz/sign-in/card", title: "Кіру беті" }}
        />
      </CardSheet>
    ),
  },
];
