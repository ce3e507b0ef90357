import type { HubProfile, Language, Texts } from "../rules.ts";
import { profileFrom } from "../rules.ts";

type Sample = { slug: string; profile: HubProfile };

const texts = (kk: string, ru: string, en: string): Texts => ({ kk, ru, en });
const akimat = (kk: string, ru: string, en: string): Texts =>
  texts(`${kk} әкімдігі`, `Акимат ${ru}`, `Akimat of ${en}`);
const named = (kk: string, ru: string, en: string): Texts =>
  texts(`${kk} волонтерлік хабы`, `Волонтёрский хаб ${ru}`, `${en} Volunteer Hub`);

const sample = (slug: string, profile: Partial<HubProfile>): Sample => ({
  slug,
  profile: profileFrom({ email: `${slug}@example.org`, ...profile }),
});

const all: Language[] = ["kk", "ru", "en"];

/** The six hubs a new machine shows. Kokshetau's story is true; ages of Shymkent too; days and mail addresses are made up. */
export const sampleHubs: Sample[] = [
  sample("kokshetau", {
    name: named("Көкшетау", "Кокшетау", "Kokshetau"),
    city_code: "111010000",
    area: ["110000000"],
    languages: all,
    opened_on: "2025-10-24",
    address: texts("Көкшетау, Достық үйі", "Кокшетау, Дом дружбы", "House of Friendship, Kokshetau"),
    about: texts(
      "Ақмола облысының жастары осында бас қосады. Бала құқықтарын бірге үйренеміз, балаларға арналған іс-шара өткіземіз, ауылдарға сабақ апарамыз. Хаб 2025 жылы Достық үйінде ашылды, сол күні жүзден астам белсенді жас жиналды.",
      "Здесь собирается молодёжь Акмолинской области. Вместе изучаем права ребёнка, готовим мероприятия для детей, ездим с занятиями в сёла. Хаб открылся в 2025 году в Доме дружбы, и в тот день пришли больше ста активистов.",
      "This is where young people of Akmola region meet. We learn about children’s rights, run events for children and take lessons to villages. The hub opened in 2025 at the House of Friendship, with more than a hundred young activists there on the day.",
    ),
    partners: [
      akimat("Ақмола облысының", "Акмолинской области", "Akmola region"),
      texts(
        "Ш. Уәлиханов атындағы Көкшетау университеті",
        "Кокшетауский университет имени Ш. Уалиханова",
        "Sh. Ualikhanov Kokshetau University",
      ),
    ],
  }),
  sample("aktau", {
    name: named("Ақтау", "Актау", "Aktau"),
    city_code: "471010000",
    area: ["470000000"],
    time_zone: "Asia/Aqtau",
    opened_on: "2025-03-14",
    about: texts(
      "Каспий жағасындағы хаб. Жағалауды тазартамыз, мектеп оқушыларымен ойын арқылы құқық жайлы сөйлесеміз, балалар үшін жазғы іс-шаралар дайындаймыз.",
      "Хаб на берегу Каспия. Убираем побережье, через игры говорим со школьниками о правах, готовим летние мероприятия для детей.",
      "The hub by the Caspian. We clean the shore, talk with schoolchildren about rights through games, and prepare summer events for children.",
    ),
    partners: [akimat("Маңғыстау облысының", "Мангистауской области", "Mangystau region")],
  }),
  sample("astana", {
    name: named("Астана", "Астана", "Astana"),
    city_code: "710000000",
    area: ["710000000"],
    languages: all,
    opened_on: "2024-05-31",
    about: texts(
      "Елорданың оқушылары мен студенттері мұнда үш тілде үйренеді. Буллингке қарсы сабақтар өткіземіз және кішілерге қауіпсіз интернет туралы айтамыз.",
      "Школьники и студенты столицы учатся здесь на трёх языках. Проводим занятия против буллинга и рассказываем младшим о безопасном интернете.",
      "Pupils and students of the capital learn here in three languages. We run sessions against bullying and tell younger children about staying safe online.",
    ),
    partners: [akimat("Астана қаласының", "города Астаны", "Astana city")],
  }),
  sample("shymkent", {
    name: named("Шымкент", "Шымкент", "Shymkent"),
    city_code: "790000000",
    area: ["790000000"],
    lowest_age: 16,
    opened_on: "2024-10-11",
    about: texts(
      "Хаб университетте орналасқан, сондықтан 16 жастан бастап қабылдайды. Студенттер мектеп оқушыларына тәлімгер болады, бірге ағаш егеді, балалар мерекелерін ұйымдастырады.",
      "Хаб работает при университете, поэтому принимает с 16 лет. Студенты становятся наставниками школьников, вместе с ними сажают деревья и устраивают детские праздники.",
      "The hub is at a university, so it welcomes people from the age of 16. Students mentor schoolchildren, plant trees with them and organise children’s festivals.",
    ),
    partners: [akimat("Шымкент қаласының", "города Шымкента", "Shymkent city")],
  }),
  sample("almaty", {
    name: named("Алматы", "Алматы", "Almaty"),
    city_code: "750000000",
    area: ["750000000"],
    languages: all,
    opened_on: "2024-04-19",
    about: texts(
      "Тау бөктеріндегі қаланың хабы. Соқпақтарды тазалаймыз, көңіл күй мен денсаулық туралы ашық әңгімелесеміз, волонтерлер өз жобасын осында бастайды.",
      "Хаб города у подножия гор. Убираем горные тропы, открыто говорим о настроении и здоровье, а волонтёры начинают здесь свои проекты.",
      "The hub of the city below the mountains. We clean the trails, talk openly about moods and health, and volunteers start their own projects here.",
    ),
    partners: [akimat("Алматы қаласының", "города Алматы", "Almaty city")],
  }),
  sample("semey", {
    name: named("Семей", "Семей", "Semey"),
    city_code: "101010000",
    area: ["100000000"],
    opened_on: "2025-05-23",
    about: texts(
      "Абай өңірінің жастары Ертіс бойында жиналады. Кітапханаларда балаларға кітап оқып береміз, ауыл мектептеріне барамыз, өзен жағасын күтеміз.",
      "Молодёжь области Абай собирается на берегу Иртыша. Читаем детям в библиотеках, ездим в сельские школы, ухаживаем за берегом реки.",
      "Young people of Abai region meet by the Irtysh. We read to children in libraries, visit village schools and look after the river bank.",
    ),
    partners: [akimat("Абай облысының", "области Абай", "Abai region")],
  }),
];
