import type { Example } from "../example.ts";
import { Poster } from "./poster.tsx";

export const examples: Example[] = [
  {
    name: "A hub invites",
    draw: () => (
      <Poster
        calls={[
          { language: "kk", words: "Хабқа қосылыңыз!" },
          { language: "ru", words: "Вступайте в хаб!" },
          { language: "en", words: "Join the hub!" },
        ]}
        hub={{ text: "Көкшетау хабы" }}
        address={{ text: "Абай көшесі, 96" }}
        phone="+7 701 123 45 67"
        what="Мұнда не істейсіз?"
        deeds={["Балалармен бірге ойнайсыз", "Өз идеяңызды іске асырасыз"]}
        ages="14–35 жас"
        consent="16 жасқа толмасаңыз, ата-анаңыз келісім береді"
        scan="Телефон камерасын осында бағыттаңыз"
        typed="hub.example.kz/hubs/kokshetau/join"
        last="Телефоныңыз жоқ па? Бізге келіңіз."
        qr={{ text: "https://hub.example.kz/hubs/kokshetau/join", title: "Қосылу беті" }}
      />
    ),
  },
];
