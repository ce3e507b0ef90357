import type { Example } from "../example.ts";
import { Button, ButtonLink, Buttons } from "./button.tsx";

export const examples: Example[] = [
  {
    name: "Kinds",
    draw: () => (
      <Buttons>
        <Button>Сақтау</Button>
        <Button kind="plain">Кейінірек жалғастыру</Button>
        <Button kind="sun">Қосылу</Button>
        <Button kind="danger">Сеансты аяқтау</Button>
        <Button kind="text">Бас тарту</Button>
      </Buttons>
    ),
  },
  {
    name: "With a picture",
    draw: () => (
      <Buttons>
        <ButtonLink href="#next" iconAfter="next">
          Келесі қадам
        </ButtonLink>
        <ButtonLink href="#file" kind="plain" icon="file">
          Жауапкершіліктеріңізді айқындайтын құжаттарды жүктеп алу
        </ButtonLink>
      </Buttons>
    ),
  },
];
