import { Button, Buttons } from "../button/button.tsx";
import type { Example } from "../example.ts";
import { TextField } from "../text/text.tsx";
import { Form } from "./form.tsx";

export const examples: Example[] = [
  {
    name: "Keeps what is typed",
    draw: () => (
      <Form action="#sent" id="example" operation="6f0c1d52-5c0e-4c1a-9d53-0c6ee1b9a001">
        <TextField name="given_name" label="Атыңыз" autoComplete="given-name" required />
        <Buttons>
          <Button>Жалғастыру</Button>
        </Buttons>
      </Form>
    ),
  },
];
