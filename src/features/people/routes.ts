import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { found } from "../../platform/errors.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { signedIn } from "../../platform/http/access.ts";
import { href } from "../../platform/i18n/language.ts";
import { editPerson, profileOf } from "./actions.ts";
import { type EditProblems, profileFrom, readTyped, type Typed, typedFrom } from "./form.ts";
import { findHomes, homeAt, type HomeOption } from "./homes.ts";
import { EditPage } from "./pages/edit-page.tsx";
import { changesBetween } from "./rules.ts";
import { getPerson, type Person } from "./store/people.ts";

const config = { access: "member" } as const;
const Query = z.object({ saved: z.literal("yes").optional().catch(undefined) });

/** `/me/edit`: what one says about oneself, to be changed by oneself. */
export function peopleRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/me/edit", { config }, async (request, reply) => {
    const person = found(await getPerson(db, signedIn(request).id));
    const { saved } = Query.parse(request.query);
    const typed = typedFrom(profileOf(person), person.version, randomUUID());
    const chosen = await homeAt(db, person.settlement_code, reply.language(), person.settlement_code);
    return reply.page(EditPage, { typed, chosen, problems: {}, saved: saved === "yes" });
  });

  app.post("/me/edit", { config }, async (request, reply) => {
    const who = signedIn(request);
    const person = found(await getPerson(db, who.id));
    const typed = readTyped(request.body);
    const operation = typed.operation ?? randomUUID();
    const place = await placeFrom(typed, person, reply);
    if (typed.find) return reply.page(EditPage, { typed, ...place, problems: {} });
    const { profile, problems } = profileFrom({ ...typed, settlement_code: place.chosen?.code ?? "" });
    if (Object.keys(problems).length > 0) return refuse(reply, typed, place, problems);
    const edited = await editPerson(
      db,
      who,
      { person: who.id, profile, version: typed.version, operation },
      now(),
    );
    if (edited.kind === "refused") return refuse(reply, typed, place, edited.problems);
    if (edited.kind === "stale") return showBoth(reply, typed, place, edited.current);
    return reply.redirect(href("/me/edit?saved=yes", profile.language), 303);
  });

  /** The settlement that was chosen; one whose name was overwritten afterwards is not, and what was typed is searched. */
  async function placeFrom(
    { settlement_code, settlement_code_query: query, find }: Typed,
    person: Person,
    reply: FastifyReply,
  ) {
    const language = reply.language();
    const chosen = await homeAt(db, settlement_code, language, person.settlement_code);
    const asked = query.trim();
    if (!find && (asked === "" || asked === chosen?.name)) return { chosen };
    const results = await findHomes(db, asked, language);
    if (!find && results.some((each) => each.code === chosen?.code)) return { chosen };
    return { query, results };
  }

  /** Somebody saved it meanwhile: what was typed stays in the form, and what stands there now is shown beside it. */
  async function showBoth(reply: FastifyReply, typed: Typed, place: Place, current: Person) {
    const { profile } = profileFrom({ ...typed, settlement_code: place.chosen?.code ?? "" });
    const theirs = profileOf(current);
    const home = await homeAt(db, theirs.settlement_code, reply.language(), theirs.settlement_code);
    const changed = Object.keys(changesBetween(profile, theirs));
    const conflict = { profile: theirs, home: home?.name ?? "", fields: changed };
    const again = { ...typed, version: current.version, operation: randomUUID() };
    return reply.code(409).page(EditPage, { typed: again, ...place, problems: {}, conflict });
  }
}

type Place = { chosen?: HomeOption | undefined; query?: string; results?: HomeOption[] };

const refuse = (reply: FastifyReply, typed: Typed, place: Place, problems: EditProblems): FastifyReply =>
  reply.code(422).page(EditPage, { typed, ...place, problems });
