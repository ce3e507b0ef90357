import { createHash } from "node:crypto";
import type { Post } from "../platform/http/actor.ts";
import type { Name } from "./names.ts";

/** Somebody of the sample one can sign in as. `age` and `days` count back from the day the sample is loaded. */
export type Played = Name & {
  key: string;
  /** The name in their mail address. */
  mail: string;
  role: "volunteer" | "waiting" | "coordinator" | "national_coordinator" | "administrator";
  /** The hub they coordinate or belong to. */
  hub?: string;
  age: number;
  tongue: "kk" | "ru";
  village: string;
  occupation: "school" | "university" | "work";
  occupation_place: string;
  speaks: string[];
  wishes: string;
  /** How long ago they joined; those with a post did not. */
  days?: number;
};

const city: Record<string, string> = {
  kokshetau: "111010000",
  aktau: "471010000",
  astana: "710000000",
  shymkent: "790000000",
  almaty: "750000000",
  semey: "101010000",
};

type Tongue = "kk" | "ru";
type Staff = Pick<Played, "surname" | "given_name" | "patronymic" | "age" | "mail"> & {
  tongue?: Tongue;
  place?: string;
};

const coordinator = (hub: string, { tongue = "kk", place, ...person }: Staff): Played => ({
  key: `coordinator ${hub}`,
  role: "coordinator",
  hub,
  tongue,
  village: city[hub] ?? "",
  occupation: "work",
  occupation_place: place ?? (tongue === "kk" ? "Жастар орталығы" : "Молодёжный центр"),
  speaks: ["kk", "ru", "en"],
  wishes: "",
  ...person,
});

const person = (surname: string, given_name: string, patronymic: string | null): Name => ({
  surname,
  given_name,
  patronymic,
});

/** Everybody one can be in the sample, those whom a visitor wants to be first, first. None of them exists. */
export const cast: Played[] = [
  {
    ...person("Қасымов", "Данияр", "Ерланұлы"),
    key: "volunteer",
    mail: "daniyar",
    role: "volunteer",
    hub: "kokshetau",
    age: 19,
    tongue: "kk",
    village: "111010000",
    occupation: "university",
    occupation_place: "Педагогика факультеті, 2-курс",
    speaks: ["kk", "ru", "en"],
    wishes: "Ауыл балаларына ағылшын тілін ойын арқылы үйреткім келеді.",
    days: 210,
  },
  {
    ...person("Омарова", "Аружан", "Маратқызы"),
    key: "waiting",
    mail: "aruzhan",
    role: "waiting",
    hub: "kokshetau",
    age: 15,
    tongue: "kk",
    village: "115630100",
    occupation: "school",
    occupation_place: "№ 1 мектеп-гимназия",
    speaks: ["kk", "ru"],
    wishes: "Мектебімізде буллингке қарсы апталық өткізсек деймін.",
    days: 4,
  },
  coordinator("kokshetau", {
    ...person("Сейітова", "Айгүл", "Серікқызы"),
    mail: "aigul",
    age: 34,
    place: "Достық үйі",
  }),
  {
    ...coordinator("", { ...person("Жақыпова", "Мадина", "Асқарқызы"), mail: "madina", age: 41 }),
    key: "national coordinator",
    role: "national_coordinator",
    village: "710000000",
    occupation_place: "Республикалық жастар орталығы",
  },
  {
    ...coordinator("", {
      ...person("Коваленко", "Виктор", "Андреевич"),
      mail: "viktor",
      age: 38,
      tongue: "ru",
    }),
    key: "administrator",
    role: "administrator",
    village: "111010000",
    speaks: ["ru", "en"],
  },
  coordinator("aktau", { ...person("Бердібеков", "Нұржан", "Қайратұлы"), mail: "nurzhan", age: 31 }),
  coordinator("astana", { ...person("Әубәкірова", "Дана", "Мейрамқызы"), mail: "dana", age: 29 }),
  coordinator("shymkent", { ...person("Тәжібаев", "Бауыржан", "Талғатұлы"), mail: "bauyrzhan", age: 36 }),
  coordinator("almaty", { ...person("Мельник", "Ольга", "Сергеевна"), mail: "olga", age: 33, tongue: "ru" }),
  coordinator("semey", { ...person("Мұқанов", "Ерлан", "Болатұлы"), mail: "yerlan", age: 40 }),
];

export const postOf: Record<Played["role"], Post | null> = {
  volunteer: null,
  waiting: null,
  coordinator: "coordinator",
  national_coordinator: "national_coordinator",
  administrator: "administrator",
};

/** The same id on every machine, so that tests, pictures and measurements can point to it. */
export function castId(key: string): string {
  const hex = createHash("sha256").update(`sample person ${key}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
