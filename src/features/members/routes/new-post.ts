import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { partsFromDate } from "../../../ui/date/date-parts.ts";
import { dayIn } from "../../../platform/day.ts";
import { FindPersonPage } from "../pages/posts/find-person-page.tsx";
import { GivePostPage, type PostProblem } from "../pages/posts/give-post-page.tsx";
import { ContactForm, type PostFields, type PostProblems, readPost, scopeText } from "../posts/form.ts";
import { type GiftProblem, givePost } from "../posts/giving.ts";
import { lookUp, offers, openOffer } from "../posts/offering.ts";
import { placesFor } from "../posts/scopes.ts";
import { postLines } from "../posts/words.ts";
import { usualTerm } from "../rules/posts.ts";

const config = { access: ["coordinator", "administrator"] } as const;
const text = z.string().max(100).catch("");
const Query = z.object({ person: z.uuid().optional().catch(undefined), post: text, where: text });

/** Giving a post: somebody is found by their exact contact or from their page, then post, place and term are chosen. */
export function newPostRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;
  const empty = { typed: "", people: [] };

  app.get("/posts/new", { config }, async (request, reply) => {
    const who = signedIn(request);
    const { person, post, where } = Query.parse(request.query);
    if (!person) return reply.page(FindPersonPage, empty);
    const last_day = partsFromDate(usualTerm(dayIn("Asia/Almaty", now())));
    return drawOffer(reply, who, person, { fields: { post, where, last_day }, problems: {} });
  });

  app.post("/posts/new", { config }, async (request, reply) => {
    const { contact: typed } = ContactForm.parse(request.body ?? {});
    const met = await lookUp(db, signedIn(request), typed, now());
    if (met.kind === "refused")
      return reply.code(422).page(FindPersonPage, { ...empty, typed, problem: met.reason });
    const [first, ...others] = met.people;
    if (others.length > 0) return reply.page(FindPersonPage, { typed, people: met.people });
    return reply.to(`/posts/new?person=${first.id}`);
  });

  app.post("/posts", { config }, async (request, reply) => {
    const who = signedIn(request);
    const { person, fields, problems, answers } = readPost(request.body);
    if (!person) return reply.code(422).page(FindPersonPage, { ...empty, problem: "missing" as const });
    if (!answers) return drawOffer(reply.code(422), who, person, { fields, problems });
    const given = await givePost(parts, who, { person, ...answers }, now());
    if (given.kind !== "refused") return reply.to(`/posts/${given.id}?done=${given.kind}`);
    return drawOffer(reply.code(422), who, person, { fields, problems: problemsOf(given.reason) });
  });

  async function drawOffer(
    reply: FastifyReply,
    who: Actor,
    person: string,
    { fields, problems }: { fields: PostFields; problems: Problems },
  ) {
    if (person === who.id)
      return reply.code(422).page(FindPersonPage, { ...empty, problem: "oneself" as const });
    const language = reply.language();
    const { posts: held, ...met } = await openOffer(db, who, person, now());
    const places = await placesFor(db, who, language);
    const may = offers(
      who,
      places.map((each) => each.scope),
      person,
    );
    return reply.page(GivePostPage, {
      ...met,
      held: await postLines(db, held, language, now()),
      posts: may.posts,
      places: places
        .filter((each) => may.scopes.includes(each.scope))
        .map(({ scope, ...place }) => ({ ...place, value: scopeText(scope), kind: scope.kind })),
      fields,
      problems,
    });
  }
}

type Problems = { [Field in keyof PostProblems]?: PostProblem };

/** Where on the page each refusal is mended. */
const fieldOf: Record<GiftProblem, keyof PostProblems> = {
  oneself: "post",
  not_yours: "post",
  too_young: "post",
  cannot_hold: "where",
  wrong_scope: "where",
  unknown_scope: "where",
  term_past: "last_day",
  term_too_far: "last_day",
  last: "last_day",
};

const problemsOf = (reason: GiftProblem): Problems => ({ [fieldOf[reason]]: reason });
