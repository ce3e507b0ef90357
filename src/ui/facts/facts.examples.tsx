import type { Example } from "../example.ts";
import { Fact, Facts } from "./facts.tsx";

export const examples: Example[] = [
  {
    name: "Two facts",
    draw: () => (
      <Facts>
        <Fact name="Туған күні">7 наурыз 2011</Fact>
        <Fact name="Тұратын жері">Алғабас</Fact>
      </Facts>
    ),
  },
];
