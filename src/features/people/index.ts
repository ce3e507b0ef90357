import type { Feature } from "../../platform/feature.ts";
import { rights } from "./rights.ts";
import { peopleRoutes } from "./routes.ts";
import { person } from "./store/lifecycle.ts";

export {
  addContact,
  correctBirthDate,
  createPerson,
  type Edited,
  editPerson,
  type NewPerson,
  profileOf,
  searchOf,
} from "./actions.ts";
export {
  addressOf,
  type Contact,
  type ContactProblem,
  maskContact,
  readContact,
  readMail,
  readPhone,
} from "./contacts.ts";
export {
  ageAt,
  ageOn,
  type BirthProblem,
  birthProblem,
  type Changes,
  longestName,
  longestPlace,
  longestWishes,
  type NameProblem,
  nameProblem,
  type Occupation,
  occupations,
  type Profile,
  type ProfileProblems,
  profileProblems,
  type SpokenLanguage,
  spokenLanguages,
  tidyName,
  tidyProfile,
} from "./rules.ts";
export { type Pair, tellApart } from "./store/pairs.ts";
export {
  findPeopleByContact,
  type Found as FoundPerson,
  getPerson,
  isContactOf,
  listContacts,
  listRevisions,
  type Person,
  type Revision,
} from "./store/people.ts";

export const feature: Feature = { name: "people", routes: peopleRoutes, person, rights };
