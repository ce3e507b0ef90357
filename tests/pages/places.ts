import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { languages } from "../../src/platform/i18n/language.ts";
import { answer, post, press, type SeenPage } from "./tools.ts";

const nobody = "nobody";
const administrator = "administrator";

export const placePages: SeenPage[] = [
  { name: "places", role: nobody, reach: "/places" },
  { name: "place-region", role: nobody, reach: "/places/110000000" },
  { name: "place-district", role: nobody, reach: "/places/113600000" },
  { name: "place-settlement", role: nobody, reach: "/places/111010000" },
  { name: "place-missing", role: nobody, reach: "/places/999999999", status: 404 },
  { name: "place-search", role: nobody, reach: "/places/search" },
  {
    name: "place-search-found",
    role: nobody,
    reach: "/places/search?q=%D0%B0%D0%BB%D0%B3%D0%B0%D0%B1%D0%B0%D1%81",
  },
  { name: "place-search-none", role: nobody, reach: "/places/search?q=zzzzqq" },
  { name: "place-search-short", role: nobody, reach: "/places/search?q=a" },
  { name: "import", role: administrator, reach: "/places/import" },
  {
    name: "import-nothing-chosen",
    role: administrator,
    reach: (page, at) => answer(page, importAt(at)),
    status: 422,
  },
  { name: "import-refused", role: administrator, reach: bring("csv", wrongRows), status: 422 },
  { name: "import-report", role: administrator, reach: bring("csv", newVillage) },
  { name: "import-applied", role: administrator, reach: applyVillage },
  { name: "import-half-a-file", role: administrator, reach: bring("kato", halfAFile) },
  { name: "import-unconfirmed", role: administrator, reach: applyHalf, status: 422 },
];

const importAt = (language: Language) => `/${language}/places/import`;
const head = "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude";

function bring(format: string, rows: (language: Language) => string) {
  return (page: Page, language: Language) =>
    post(page, importAt(language), { format }, { name: "places.csv", text: rows(language) });
}

/** Rows with an unknown parent, a letter lost, no name and degrees off the map. */
function wrongRows(): string {
  return [
    head,
    "119999100,119999000,settlement,village,,Новое,,,",
    "113630900,113630000,settlement,village,?ызылжар,,,,",
    "113630901,113630000,settlement,village,,,,,",
    "113630902,113630000,settlement,village,,Далёкое,,953,69",
  ].join("\n");
}

/** A village that nobody has brought before: another one for each language. */
function newVillage(language: Language): string {
  return `${head}\n11363095${languages.indexOf(language)},113600000,settlement,village,Жаңаауыл,Жанааул,Zhanaauyl,53.1,69.2\n`;
}

async function applyVillage(page: Page, language: Language) {
  await bring("csv", newVillage)(page, language);
  await press(page);
}

/** A classifier with one region in it: everything else would be taken away. */
function halfAFile(): string {
  return "id;parent_id;code;name\n1;0;110000000;Акмолинская область\n2;1;111010000;г.Кокшетау\n";
}

/** The register may change between report and application while the other languages are walked: then once more. */
async function applyHalf(page: Page, language: Language) {
  for (let status = 409; status === 409;) {
    await bring("kato", halfAFile)(page, language);
    const answered = page.waitForResponse((each) => each.request().method() === "POST");
    await press(page);
    status = (await answered).status();
  }
}
