import { createHash } from "node:crypto";
import type { Post } from "../platform/http/actor.ts";
import type { Name } from "./names.ts";

/** Somebody of the sample one can sign in as. `age` and `days` count back from the day the sample is loaded. */
export type Played = Name & {
  key: string;
  /** The name in their mail address. */
  mail: string;
  role: "volunteer" | "waiting" | "regional_coordinator" | Post;
  /** The hub they coordinate or belong to. */
  hub?: string;
  /** The region their post is for. */
  region?: string;
  /** How many days the term of their post still lasts. */
  term?: number;
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

/** Somebody of Kokshetau with a post there; those who joined as volunteers first say how long ago. */
const helper = (
  role: Post,
  given: Omit<Staff, "place"> & { place: string; days?: number; term?: number },
): Played => ({
  ...coordinator("kokshetau", given),
  key: role,
  role,
  ...(given.days === undefined ? {} : { days: given.days }),
  ...(given.term === undefined ? {} : { term: given.term }),
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
  {
    ...coordinator("", { ...person("Сәдуақасова", "Ләззат", "Бақытқызы"), mail: "lazzat", age: 44 }),
    key: "regional coordinator",
    role: "regional_coordinator",
    region: "110000000",
    village: "111010000",
    occupation_place: "Ақмола облысының жастар саясаты басқармасы",
    term: 300,
  },
  helper("safeguarding_focal_point", {
    ...person("Ибраева", "Гүлмира", "Төлегенқызы"),
    mail: "gulmira",
    age: 47,
    place: "Балаларды қорғау орталығы",
    term: 280,
  }),
  helper("observer", {
    ...person("Бондаренко", "Елена", "Викторовна"),
    mail: "elena",
    age: 39,
    tongue: "ru",
    place: "Кокшетауский университет",
    term: 12,
  }),
  helper("reviewer", {
    ...person("Жүнісов", "Асқар", "Маратұлы"),
    mail: "askar",
    age: 33,
    place: "№ 3 мектеп, мұғалім",
    days: 320,
    term: 200,
  }),
  helper("trainer", {
    ...person("Нұрғалиева", "Салтанат", "Ержанқызы"),
    mail: "saltanat",
    age: 28,
    place: "Психолог",
    days: 350,
    term: 24,
  }),
  helper("facilitator", {
    ...person("Кравченко", "Артём", "Олегович"),
    mail: "artyom",
    age: 22,
    tongue: "ru",
    place: "Исторический факультет",
    days: 290,
  }),
  helper("organisation_lead", {
    ...person("Балғабаева", "Назым", "Саматқызы"),
    mail: "nazym",
    age: 26,
    place: "«Жас толқын» жастар ұйымы",
    days: 260,
    term: 150,
  }),
  coordinator("aktau", { ...person("Бердібеков", "Нұржан", "Қайратұлы"), mail: "nurzhan", age: 31 }),
  coordinator("astana", { ...person("Әубәкірова", "Дана", "Мейрамқызы"), mail: "dana", age: 29 }),
  coordinator("shymkent", { ...person("Тәжібаев", "Бауыржан", "Талғатұлы"), mail: "bauyrzhan", age: 36 }),
  coordinator("almaty", { ...person("Мельник", "Ольга", "Сергеевна"), mail: "olga", age: 33, tongue: "ru" }),
  coordinator("semey", { ...person("Мұқанов", "Ерлан", "Болатұлы"), mail: "yerlan", age: 40 }),
];

/** The post that a role of the sample comes with. */
export function postOf(role: Played["role"]): Post | null {
  if (role === "volunteer" || role === "waiting") return null;
  return role === "regional_coordinator" ? "coordinator" : role;
}

/** Posts that some of them held before. */
export const earlierPosts: { key: string; post: Post; hub: string; since: number; until: number }[] = [
  { key: "facilitator", post: "trainer", hub: "kokshetau", since: 270, until: 40 },
];

/** What some of them are cleared by, how many days ago and recorded by whom: all of it, ending soon, over, missing. */
export const clearances: {
  key: string;
  by: string;
  ago: { background_check?: number; code_of_conduct?: number; safeguarding_training?: number };
}[] = [
  {
    key: "coordinator kokshetau",
    by: "safeguarding_focal_point",
    ago: { background_check: 60, code_of_conduct: 64, safeguarding_training: 120 },
  },
  {
    key: "safeguarding_focal_point",
    by: "coordinator kokshetau",
    ago: { background_check: 45, code_of_conduct: 64, safeguarding_training: 40 },
  },
  {
    key: "trainer",
    by: "coordinator kokshetau",
    ago: { background_check: 345, code_of_conduct: 200, safeguarding_training: 300 },
  },
  { key: "reviewer", by: "safeguarding_focal_point", ago: { background_check: 90, code_of_conduct: 100 } },
  { key: "facilitator", by: "coordinator kokshetau", ago: { background_check: 380, code_of_conduct: 12 } },
  { key: "volunteer", by: "coordinator kokshetau", ago: { code_of_conduct: 150 } },
];

/** The same id on every machine, so that tests, pictures and measurements can point to it. */
export function castId(key: string): string {
  const hex = createHash("sha256").update(`sample person ${key}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
