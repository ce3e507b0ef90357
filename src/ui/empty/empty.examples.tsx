import { ButtonLink } from "../button/button.tsx";
import type { Example } from "../example.ts";
import { Empty } from "./empty.tsx";

export const examples: Example[] = [
  {
    name: "Nothing yet",
    draw: () => (
      <Empty
        title="Мұнда Сіз қатысқан іс-шаралар болады"
        action={
          <ButtonLink kind="plain" href="#events">
            Іс-шараларды қарау
          </ButtonLink>
        }
      >
        <p>Біріншісіне жазылсаңыз, күні мен орны осы жерде тұрады.</p>
      </Empty>
    ),
  },
];
