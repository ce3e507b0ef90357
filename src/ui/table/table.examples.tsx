import type { Example } from "../example.ts";
import { TextField } from "../text/text.tsx";
import { Select } from "../choice/choice.tsx";
import { FilterLinks, Filters } from "./filters.tsx";
import { Table, type Column } from "./table.tsx";

type Person = { name: string; village: string; district: string; age: number; status: string };

const people: Person[] = [
  {
    name: "Жұмағұлова Айсұлу",
    village: "Алғабас",
    district: "Зеренді ауданы",
    age: 17,
    status: "Қатысып жүр",
  },
  {
    name: "Қожахметов Дәулет",
    village: "Көкшетау",
    district: "Көкшетау қаласы",
    age: 22,
    status: "Қатысып жүр",
  },
  {
    name: "Әбдірахманова Күлімжан",
    village: "Бурабай",
    district: "Бурабай ауданы",
    age: 15,
    status: "Келісім күтіп тұр",
  },
];

const columns: Column<Person>[] = [
  {
    key: "name",
    title: "Аты-жөні",
    sortHref: "#name",
    sorted: "ascending",
    draw: (row) => <a href="#p">{row.name}</a>,
  },
  { key: "village", title: "Елді мекен", sortHref: "#village", draw: (row) => row.village },
  { key: "district", title: "Аудан", draw: (row) => row.district },
  { key: "age", title: "Жасы", sortHref: "#age", numeric: true, draw: (row) => row.age },
  { key: "status", title: "Мүшелік күйі", draw: (row) => row.status },
];

export const examples: Example[] = [
  {
    name: "Filters",
    draw: () => (
      <Filters action="#list" clearHref="#all">
        <TextField name="q" label="Аты-жөні немесе елді мекен" value="алгабас" />
        <Select name="age" label="Жас тобы" options={[{ value: "14-17", text: "14–17" }]} />
      </Filters>
    ),
  },
  {
    name: "Filter links",
    draw: () => (
      <FilterLinks
        label="Мүшелік күйі"
        links={[
          { href: "#all", text: "Бәрі", count: "340", current: true },
          { href: "#active", text: "Қатысып жүр", count: "291" },
          { href: "#waiting", text: "Келісім күтіп тұр", count: "49" },
        ]}
      />
    ),
  },
  {
    name: "List",
    draw: () => (
      <Table
        caption="Көкшетау хабының мүшелері"
        columns={columns}
        rows={people}
        empty={null}
        count={{ shown: 340, more: false }}
        pages={{ previousHref: "#before", nextHref: "#after" }}
      />
    ),
  },
];
