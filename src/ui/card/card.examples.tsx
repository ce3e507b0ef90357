import type { Example } from "../example.ts";
import { Card, Cards } from "./card.tsx";

export const examples: Example[] = [
  {
    name: "Leading somewhere",
    draw: () => (
      <Cards>
        <Card level={3} icon="learn" title="Баланың құқықтары" href="#rights">
          <p>Конвенцияның 54 бабы қарапайым тілмен және өмірден алынған мысалдармен.</p>
        </Card>
        <Card level={3} icon="villages" title="Ауылдардағы іс-шаралар" href="#villages">
          <p>Ауыл мектебіне барып, балалармен бірге сабақ өткізу.</p>
        </Card>
        <Card level={3} icon="ideas" title="Экоеріктілік" href="#eco">
          <p>Көлдер мен ормандарды бірге тазартамыз, ағаш отырғызамыз.</p>
        </Card>
      </Cards>
    ),
  },
  {
    name: "Only to read",
    draw: () => (
      <Cards>
        <Card level={3} title="Көкшетау хабы">
          <p class="text-soft">Достық үйі, Абай көшесі</p>
        </Card>
      </Cards>
    ),
  },
];
