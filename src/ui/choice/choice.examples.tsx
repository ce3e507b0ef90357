import type { Example } from "../example.ts";
import { Checkbox, Checkboxes, Radios, Select } from "./choice.tsx";

const occupations = [
  { value: "school", text: "Мектепте оқимын" },
  { value: "university", text: "Университетте немесе колледжде оқимын" },
  { value: "work", text: "Жұмыс істеймін", hint: "Оның ішінде өз ісіңіз болса" },
];

const languages = [
  { value: "kk", text: "Қазақша", lang: "kk" },
  { value: "ru", text: "Русский", lang: "ru" },
  { value: "en", text: "English", lang: "en" },
];

export const examples: Example[] = [
  {
    name: "One of a few",
    draw: () => (
      <Radios
        name="occupation"
        label="Қазір немен айналысасыз?"
        options={occupations}
        value="university"
        required
      />
    ),
  },
  {
    name: "One of a few, with an error",
    draw: () => (
      <Radios
        name="occupation_again"
        label="Қазір немен айналысасыз?"
        hint="Сізге қолайлы уақытты табуға көмектеседі."
        error="Біреуін таңдаңыз."
        options={occupations}
        required
      />
    ),
  },
  {
    name: "Any of a few",
    draw: () => (
      <Checkboxes
        name="languages"
        label="Қай тілдерде сөйлейсіз?"
        options={languages}
        values={["kk", "ru"]}
        required
      />
    ),
  },
  {
    name: "A single yes",
    draw: () => (
      <Checkbox
        name="agreed"
        label="Әрекет ету қағидаларымен келісемін"
        hint="Оларды кез келген уақытта қайта оқи аласыз."
        required
      />
    ),
  },
  {
    name: "One of many",
    draw: () => (
      <Select
        name="district"
        label="Аудан"
        options={[
          { value: "117400000", text: "Бурабай ауданы" },
          { value: "114600000", text: "Зеренді ауданы" },
          { value: "116600000", text: "Целиноград ауданы" },
        ]}
        value="114600000"
        required
      />
    ),
  },
];
