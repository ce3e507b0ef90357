import type { Example } from "../example.ts";
import { State, States } from "./state.tsx";

export const examples: Example[] = [
  {
    name: "How things stand",
    draw: () => (
      <States>
        <State id="example-good" title="Кезек" value="0 тапсырма" standing="good">
          Ештеңе күтіп тұрған жоқ.
        </State>
        <State
          id="example-care"
          title="Диск"
          value="12% бос"
          standing="care"
          remedy="Жақын күндері орын босатыңыз."
        >
          50 ГБ ішінен 6 ГБ бос.
        </State>
        <State
          id="example-bad"
          title="Хат жіберу"
          value="3 хат күтіп тұр"
          standing="bad"
          remedy="Пошта серверін тексеріңіз."
          href="#state-example-bad"
        >
          Соңғы хат кеше жетті.
        </State>
        <State id="example-plain" title="Нұсқа" value="0.2.0" standing="plain">
          2 күннен бері жұмыс істеп тұр.
        </State>
      </States>
    ),
  },
];
