import type { Example } from "../example.ts";
import { TextArea, TextField } from "./text.tsx";

export const examples: Example[] = [
  {
    name: "One line",
    draw: () => (
      <TextField name="surname" label="Тегіңіз" required autoComplete="family-name" value="Жұмағұлова" />
    ),
  },
  {
    name: "With a hint, optional",
    draw: () => (
      <TextField name="patronymic" label="Әкеңіздің аты" hint="Құжатыңызда болса, сондай етіп жазыңыз." />
    ),
  },
  {
    name: "With an error",
    draw: () => (
      <TextField
        name="email"
        type="email"
        label="Электрондық поштаңыз"
        hint="Растау кодын осы мекенжайға жібереміз."
        error="Мекенжайда @ белгісі жоқ. Тексеріп, қайта жазыңыз."
        value="aisulu.mail.kz"
        required
      />
    ),
  },
  {
    name: "Several lines",
    draw: () => <TextArea name="wish" label="Немен айналысқыңыз келеді?" hint="Екі-үш сөйлем жеткілікті." />,
  },
];
