import type { FastifyInstance, FastifyReply } from "fastify";
import { dayIn } from "../../../platform/day.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import type { Hub } from "../../hubs/index.ts";
import { ageOn } from "../../people/index.ts";
import { fullName, getPlaces, type Place } from "../../places/index.ts";
import { type Printed, printOwn, printPapers } from "../actions/paper-printing.ts";
import { choosePeople } from "../actions/paper-lists.ts";
import { PrintForm, type PrintProblems, printProblems } from "../paper-forms.ts";
import { PaperPrintPage } from "../pages/paper-print-page.tsx";
import { purposes } from "../rules/standing.ts";
import { printSheets } from "../sheets/print.ts";
import { currentTexts } from "../store/texts.ts";
import { config, hubOf, namedHub } from "./papers.ts";

type Chosen = ReturnType<typeof PrintForm.parse>;

/** Printing papers: for people of a hub by those who handle its consents, and by a young person for themselves. */
export function paperPrintingRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db } = parts;

  app.get("/hubs/:slug/papers/print", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hub = await hubOf(db, who, request);
    const { person, purpose, language } = PrintForm.parse(request.query);
    const asked = { person, purpose: purpose.length > 0 ? purpose : [...purposes], language };
    return draw(reply, hub, asked, {});
  });

  app.post("/hubs/:slug/papers/print", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hub = await hubOf(db, who, request);
    const chosen = PrintForm.parse(request.body ?? {});
    const { person: people, purpose, language } = chosen;
    const problems = printProblems(chosen);
    if (Object.keys(problems).length > 0 || !language) return draw(reply.code(422), hub, chosen, problems);
    const choice = { hub: hub.id, people, purposes: purpose, language };
    const printed = await printPapers(parts, who, choice, parts.now());
    if (printed.sheets.length === 0) return draw(reply.code(422), hub, chosen, { person: "unasked" });
    return send(reply, parts, printed, language);
  });

  app.post("/me/papers", { config: { access: "member" } }, async (request, reply) => {
    const language = reply.language();
    const printed = await printOwn(parts, signedIn(request), language, parts.now());
    return printed ? send(reply, parts, printed, language) : reply.to("/me/consents");
  });

  /** Districts by settlement: of those who wait no more than that is told. */
  async function districtsOf(codes: string[]): Promise<Map<string, Place>> {
    const homes = await getPlaces(db, [...new Set(codes)]);
    const above = await getPlaces(
      db,
      [...homes.values()].flatMap(({ district_code }) => district_code ?? []),
    );
    return new Map(
      [...homes].flatMap(([code, { district_code }]) => {
        const district = above.get(district_code ?? "");
        return district ? [[code, district] as const] : [];
      }),
    );
  }

  async function draw(reply: FastifyReply, hub: Hub, chosen: Chosen, problems: PrintProblems) {
    const language = reply.language();
    const who = signedIn(reply.request);
    const people = await choosePeople(db, who, { hub: hub.id, asked: chosen.person }, parts.now());
    const districts = await districtsOf(people.map((each) => each.settlement_code));
    const today = dayIn(hub.time_zone, parts.now());
    const texts = await currentTexts(db);
    return reply.page(PaperPrintPage, {
      hub: namedHub(hub, language),
      chosen,
      problems,
      people: people.map(({ id, given_name, birth_date, settlement_code }) => {
        const district = districts.get(settlement_code);
        const name = district && fullName(district, language).text;
        return { id, given_name, age: ageOn(birth_date, today), district: name };
      }),
      purposes: texts.map(({ purpose, words }) => ({ value: purpose, text: words[language].title })),
    });
  }
}

/** A PDF to be printed; it holds names, so that no browser keeps it. */
const send = (reply: FastifyReply, { settings, now }: FeatureParts, printed: Printed, language: Language) =>
  reply
    .type("application/pdf")
    .header("content-disposition", `inline; filename="${printed.hub.slug}-papers.pdf"`)
    .header("cache-control", "private, no-store")
    .send(printSheets({ printed, language, public_address: settings.public_address, at: now() }));
