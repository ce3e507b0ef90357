import type { Example } from "../example.ts";
import { PlaceSearch } from "./place-search.tsx";

const places = [
  { code: "114630100", name: "Алғабас", inside: "Зеренді ауданы, Ақмола облысы" },
  { code: "116647100", name: "Алгабас", inside: "Шортанды ауданы, Ақмола облысы", lang: "ru" },
];

export const examples: Example[] = [
  {
    name: "Nothing typed yet",
    draw: () => <PlaceSearch name="home" label="Қай елді мекенде тұрасыз?" required />,
  },
  {
    name: "Found",
    draw: () => (
      <PlaceSearch
        name="home_found"
        label="Қай елді мекенде тұрасыз?"
        query="алгабас"
        results={places}
        required
      />
    ),
  },
  {
    name: "Nothing found",
    draw: () => (
      <PlaceSearch
        name="home_none"
        label="Қай елді мекенде тұрасыз?"
        query="Алгабасск"
        results={[]}
        required
      />
    ),
  },
];
