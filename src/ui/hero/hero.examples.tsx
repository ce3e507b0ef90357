import { ButtonLink, Buttons } from "../button/button.tsx";
import type { Example } from "../example.ts";
import { Hero } from "./hero.tsx";

export const examples: Example[] = [
  {
    name: "Home",
    draw: () => (
      <Hero
        title="Балалар үшін бірге әрекет етейік"
        actions={
          <Buttons>
            <ButtonLink kind="sun" href="#join">
              Хабқа қосылу
            </ButtonLink>
            <ButtonLink kind="text" href="#about">
              Хаб деген не?
            </ButtonLink>
          </Buttons>
        }
      >
        <p>Көкшетау хабында тегін оқып, қалаңыз бен ауылдарыңыздағы балаларға көмектесесіз.</p>
      </Hero>
    ),
  },
];
