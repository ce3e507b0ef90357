import { Button } from "../button/button.tsx";
import type { Example } from "../example.ts";
import { Form } from "../form/form.tsx";
import { Dialog } from "./dialog.tsx";

export const examples: Example[] = [
  {
    name: "A question",
    draw: () => (
      <Dialog id="end-session" title="Осы құрылғыдағы сеансты аяқтаймыз ба?" open="Сеансты аяқтау">
        <p>Қайта кіру үшін жаңа код керек болады.</p>
        <Form action="#end" kept={false}>
          <Button kind="danger">Иә, аяқтау</Button>
        </Form>
      </Dialog>
    ),
  },
];
