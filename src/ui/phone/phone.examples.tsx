import type { Example } from "../example.ts";
import { PhoneField } from "./phone.tsx";

export const examples: Example[] = [
  {
    name: "Stored",
    draw: () => <PhoneField name="phone" label="Телефоныңыз" value="+77012345678" required />,
  },
  {
    name: "With an error",
    draw: () => (
      <PhoneField
        name="phone_again"
        label="Телефоныңыз"
        value="8701"
        error="Нөмір толық емес. +7-ден кейін он цифр болуы керек."
        required
      />
    ),
  },
];
