// npm run first-person -- --contact MAIL --surname S --given-name G --born 1985-03-12 --lives 111010000 [--language kk]
// Lets the first person into an empty hub, as administrator and national coordinator: nobody can join before a hub is
// open, and nobody can open one before somebody is in. Import places first.
import { parseArgs } from "node:util";
import { posts } from "../src/platform/http/actor.ts";
import { isLanguage } from "../src/platform/i18n/language.ts";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { load, withDatabase } from "./house.ts";

const usage =
  "Say who it is: npm run first-person -- --contact MAIL_OR_PHONE --surname S --given-name G --born 1985-03-12 --lives 111010000 [--language kk|ru|en].";

try {
  const given = readArguments();
  await withDatabase(async (db) => {
    const { createPerson, readContact } = await load<typeof import("../src/features/people/index.ts")>(
      "src/features/people/index.ts",
    );
    const { givePost } = await load<typeof import("../src/features/members/index.ts")>(
      "src/features/members/index.ts",
    );
    const contact = readContact(given.contact);
    if (typeof contact === "string")
      throw new Refusal(`${given.contact} is neither an e-mail address nor a mobile number.`);
    if (await db.selectFrom("people.person").select("id").limit(1).executeTakeFirst())
      throw new Refusal("Somebody is here already: give posts with npm run give-post.");
    const place = db.selectFrom("places.place").select("code").where("code", "=", given.settlement_code);
    if (!(await place.executeTakeFirst()))
      throw new Refusal(
        `There is no place ${given.settlement_code}: import places first, npm run import:places -- FILE --format kato.`,
      );
    const { contact: _contact, ...profile } = given;
    await db.transaction().execute((tx) => createPerson(tx, { ...profile, contact }, null, new Date()));
    for (const post of ["administrator", "national_coordinator"] satisfies (typeof posts)[number][])
      await givePost(db, { contact: given.contact, post, hub: undefined, person: undefined }, new Date());
    console.log(
      `${given.given_name} ${given.surname} is administrator and national coordinator: sign in with ${given.contact}, then open the first hub at /hubs/new.`,
    );
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

function readArguments() {
  const text = { type: "string" } as const;
  const options = {
    contact: text,
    surname: text,
    "given-name": text,
    born: text,
    lives: text,
    language: text,
  };
  const { contact, surname, born, lives, language = "kk", ...rest } = parse();
  const given_name = rest["given-name"];
  if (!contact || !surname || !given_name || !lives || !born || !isLanguage(language))
    throw new Refusal(usage);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(born) || Number.isNaN(Date.parse(born)))
    throw new Refusal(`--born ${born} is not a day: write it as 1985-03-12.`);
  const rest_of_profile = { patronymic: null, occupation: "work", occupation_place: "", wishes: "" } as const;
  return {
    ...rest_of_profile,
    contact,
    surname,
    given_name,
    birth_date: born,
    settlement_code: lives,
    speaks: [language],
    language,
  };

  function parse() {
    try {
      return parseArgs({ options }).values;
    } catch (error) {
      throw new Refusal(`${(error as Error).message} ${usage}`);
    }
  }
}
