import type { Example } from "../example.ts";
import { BarChart } from "./bar-chart.tsx";
import { LineChart } from "./line-chart.tsx";
import { Shares } from "./shares.tsx";

export const examples: Example[] = [
  {
    name: "Bars",
    draw: () => (
      <BarChart
        id="areas-chart"
        title="Бағыттар бойынша қызығушылық"
        description="Экоеріктілікті таңдағандар көп, ол бір айда 28 адамға өсті."
        labels={{ bar: "Бағыт", value: "Адам", before: "Өткен айда" }}
        bars={[
          { label: "Экоеріктілік", value: 142, before: 114 },
          { label: "Балаларды зорлық-зомбылықтан және буллингтен қорғау", value: 97, before: 101 },
          { label: "Балалардың дене және психикалық денсаулығы", value: 64, before: 40 },
          { label: "Бала құқықтарын ілгерілету", value: 31, before: 9 },
        ]}
      />
    ),
  },
  {
    name: "Lines",
    draw: () => (
      <LineChart
        id="joined-chart"
        title="Қосылғандар саны"
        description="Қыркүйектен бері Көкшетауда қосылғандар екі есе көбейді."
        moments={{ title: "Ай", names: ["Маусым", "Шілде", "Тамыз", "Қыркүйек", "Қазан", "Қараша"] }}
        series={[
          { name: "Көкшетау", values: [12, 18, 25, 31, 52, 64] },
          { name: "Астана", values: [30, 28, 35, 41, 44, 58] },
          { name: "Шымкент", values: [null, 8, 12, 15, 14, 21] },
        ]}
      />
    ),
  },
  {
    name: "Shares",
    draw: () => (
      <Shares
        shares={[
          {
            name: "Фото мен бейне",
            parts: [
              { kind: "yes", text: "келісті", count: 210 },
              { kind: "open", text: "жауап жоқ", count: 96 },
              { kind: "no", text: "келіспеді", count: 12 },
              { kind: "back", text: "қайтарып алды", count: 3 },
              { kind: "over", text: "мерзімі бітті", count: 5 },
            ],
          },
        ]}
      />
    ),
  },
];
