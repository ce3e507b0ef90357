import type { FastifyInstance } from "fastify";
import { formsOf, isWritten, plainName } from "./forms.ts";
import { parsed } from "./html.ts";
import { routesOf } from "./routes.ts";

const profile = [
  "given_name",
  "occupation_place",
  "patronymic",
  "settlement_code_query",
  "surname",
  "wishes",
];
const inThree = (name: string) => ["en", "kk", "ru"].map((language) => `${name}_${language}`);
const hub = [
  ...inThree("about"),
  ...inThree("address"),
  "city_code_query",
  "consent_age",
  "email",
  "highest_age",
  "lowest_age",
  ...inThree("name"),
  "opened_on_day",
  "opened_on_year",
  ...inThree("partner_#"),
  "phone",
];

/**
 * Every field of the house into which people write, by where its form leads. A new field is not done before it stands here:
 * the canaries of `corpus.test.ts` have to reach it, and `every-page.test.ts` finds it on its page.
 */
export const writtenFields: Record<string, string[]> = {
  "GET /hubs/:slug/papers": ["code"],
  "GET /people": ["q"],
  "GET /places/search": ["q"],
  "POST /audit/person": ["contact"],
  "POST /consent-texts/:purpose/draft": [
    ...["abroad", "body", "data"].flatMap(inThree),
    "lawyer",
    ...["others", "publication"].flatMap(inThree),
    "term_months",
    ...inThree("title"),
  ],
  "POST /consent": ["contact"],
  "POST /consent/:token/answers": ["name"],
  "POST /consent/:token/proof": ["code"],
  "POST /consent/code": ["code"],
  "POST /desk/:slug": ["birth_date_day", "birth_date_year", "contact", ...profile],
  "POST /hubs/:slug/clearances/:person": ["from_day", "from_year"],
  "POST /hubs/:slug/clearances/:person/withdrawal": ["reason"],
  "POST /hubs/:slug/edit": hub,
  "POST /hubs/new/:draft/:step": hub,
  "POST /join/code": ["code"],
  "POST /join/contact": ["contact"],
  "POST /join/life": ["occupation_place", "wishes"],
  "POST /join/name": ["birth_date_day", "birth_date_year", "given_name", "patronymic", "surname"],
  "POST /join/place": ["settlement_code_query"],
  "POST /me/edit": profile,
  "POST /me/guardian": ["contact", "name"],
  "POST /me/security/confirmation": ["code"],
  "POST /me/security/new-app": ["code"],
  "POST /me/security/password": ["password"],
  "POST /papers/:code/record": ["name", "scan", "signed_on_day", "signed_on_year"],
  "POST /papers/:code/return": ["reason"],
  "POST /papers/:code/scan": ["scan"],
  "POST /people/:id/birth-date": ["birth_date_day", "birth_date_year", "reason"],
  "POST /people/:id/contact": ["contact"],
  "POST /people/:id/contact/code": ["code"],
  "POST /places/import": ["file"],
  "POST /posts": ["last_day_day", "last_day_year"],
  "POST /posts/new": ["contact"],
  "POST /recoveries/:id/confirmation": ["reason"],
  "POST /sign-in": ["contact"],
  "POST /sign-in/card": ["code"],
  "POST /sign-in/code": ["code"],
  "POST /sign-in/password": ["contact", "password"],
  "POST /sign-in/second": ["code"],
  "POST /sign-in/second/code": ["code"],
  "POST /sign-in/second/new-app": ["code"],
};

/** What a page never shows again: secrets, codes that are typed anew, and what a scan's file is called. */
export const isShownAgain = (field: string): boolean =>
  field === "POST /sign-in/card code" || !/ (password|code|scan)$/.test(field);

/** The fields of a page that stand in no list: nobody has thought of what may be written into them. */
export function unthoughtOf(app: FastifyInstance, html: string): string[] {
  const routeAt = routesOf(app);
  const forms = formsOf(parsed(html)).filter(({ action }) => !action.startsWith("#"));
  return forms.flatMap(({ method, action, controls }) => {
    const route = `${method} ${routeAt(method, action)?.url}`;
    const names = controls.filter(isWritten).map(({ name }) => plainName(name));
    return names
      .filter((name) => !writtenFields[route]?.includes(name))
      .map((name) => `${route} ${name} is missing in tests/injection/fields.ts`);
  });
}
