import { dayIn } from "../../../platform/day.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { partsFromDate } from "../../../ui/date/date-parts.ts";
import { hubsForAge } from "../../hubs/index.ts";
import { searchPlaces } from "../../places/index.ts";
import { type NameFields, type NameProblems, PlaceForm, readLife, readName } from "../forms.ts";
import { homesOf } from "../homes.ts";
import { canAnswerAgain, type Draft, findSent, keepAnswers, openDraft } from "../joining.ts";
import { SentPage } from "../pages/joining/done-page.tsx";
import { LifePage } from "../pages/joining/life-page.tsx";
import { NamePage } from "../pages/joining/name-page.tsx";
import { PlacePage } from "../pages/joining/place-page.tsx";
import { homeLine, hubLine } from "../present.ts";
import { type Answers, decideJoining, mayShow, type Step } from "../rules.ts";
import { isInhabited } from "../store/villages.ts";
import { heldForm } from "./cookie.ts";

const config = { access: "anyone" } as const;
type Draw = (reply: FastifyReply, draft: Draft) => Promise<FastifyReply> | FastifyReply;

/** The questions: each screen keeps its answers when it is sent, so that a lost connection loses one screen at most. */
export function joiningStepRoutes(app: FastifyInstance, parts: FeatureParts): void {
  askName(app, parts);
  askPlace(app, parts);
  askLife(app, parts);
}

/** Draws a screen of the form this browser is filling in; a screen whose turn has not come leads to the one it is. */
export async function drawStep(
  request: FastifyRequest,
  reply: FastifyReply,
  { settings, db, now }: FeatureParts,
  step: Step,
  draw: Draw,
) {
  const token = heldForm(request, settings);
  const draft = await openDraft(db, token, now());
  if (!draft) {
    const sent = await findSent(db, token);
    return sent && canAnswerAgain(sent, now()) ? reply.page(SentPage, {}) : reply.to("/join?lost=yes");
  }
  return mayShow(step, draft.open) ? draw(reply, draft) : reply.to(`/join/${draft.open}`);
}

/** Keeps a screen's answers and goes to the next question. */
async function keep(request: FastifyRequest, reply: FastifyReply, parts: FeatureParts, answers: Answers) {
  const { settings, db, now } = parts;
  const draft = await keepAnswers(db, heldForm(request, settings), answers, now());
  return reply.to(draft ? `/join/${draft.open}` : "/join?lost=yes");
}

function askName(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/join/name", { config }, (request, reply) =>
    drawStep(request, reply, parts, "name", async (reply, draft) => {
      const { surname = "", given_name = "", patronymic, birth_date } = draft.joining.answers;
      const parts = birth_date ? partsFromDate(birth_date) : { day: "", month: "", year: "" };
      return draw(reply, draft, { surname, given_name, patronymic: patronymic ?? "", birth_date: parts }, {});
    }),
  );

  app.post("/join/name", { config }, (request, reply) =>
    drawStep(request, reply, parts, "name", async (reply, draft) => {
      const { fields, problems, answers } = readName(request.body, dayIn(draft.hub.time_zone, now()));
      if (!answers) return draw(reply.code(422), { ...draft, age: undefined }, fields, problems);
      // Kept even where the age does not suit: another hub may take it.
      const kept = await keepAnswers(db, heldForm(request, settings), answers, now());
      if (!kept) return reply.to("/join?lost=yes");
      return kept.open === "name" ? draw(reply.code(422), kept, fields, {}) : reply.to(`/join/${kept.open}`);
    }),
  );

  async function draw(reply: FastifyReply, draft: Draft, fields: NameFields, problems: NameProblems) {
    const hub = hubLine(draft.hub, reply.language());
    return reply.page(NamePage, { hub, fields, problems, unfit: await unfitOf(draft, reply) });
  }

  async function unfitOf({ age, hub }: Draft, reply: FastifyReply) {
    const decision = age === undefined ? undefined : decideJoining(age, hub);
    if (age === undefined || decision?.kind !== "refused") return undefined;
    const others = await hubsForAge(db, age);
    return { reason: decision.reason, age, others: others.map((each) => hubLine(each, reply.language())) };
  }
}

function askPlace(app: FastifyInstance, parts: FeatureParts): void {
  const { db } = parts;

  app.get("/join/place", { config }, (request, reply) =>
    drawStep(request, reply, parts, "place", async (reply, draft) => {
      const code = draft.joining.answers.settlement_code;
      const home = code ? (await homesOf(db, [code])).get(code) : undefined;
      const chosen = home && { code: home.code, ...homeLine(home, reply.language()) };
      return reply.page(PlacePage, { chosen });
    }),
  );

  app.post("/join/place", { config }, (request, reply) =>
    drawStep(request, reply, parts, "place", async (reply, draft) => {
      const { settlement_code, settlement_code_query: query, find } = PlaceForm.parse(request.body ?? {});
      if (!find && settlement_code && (await isInhabited(db, settlement_code)))
        return keep(request, reply, parts, { settlement_code });
      const found = query ? await searchPlaces(db, query, { near: draft.hub.city.region_code }) : [];
      const language = reply.language();
      const results = found.map((place) => ({ code: place.code, ...homeLine(place, language) }));
      const page = { query, ...(query ? { results } : {}) };
      // Looking for a place is no mistake; going on without one is.
      return find && query
        ? reply.page(PlacePage, page)
        : reply.code(422).page(PlacePage, { ...page, problem: true });
    }),
  );
}

function askLife(app: FastifyInstance, parts: FeatureParts): void {
  app.get("/join/life", { config }, (request, reply) =>
    drawStep(request, reply, parts, "life", (reply, { joining: { answers } }) => {
      const { occupation = "", occupation_place = "", speaks = [], wishes = "" } = answers;
      return reply.page(LifePage, { fields: { occupation, occupation_place, speaks, wishes }, problems: {} });
    }),
  );

  app.post("/join/life", { config }, (request, reply) =>
    drawStep(request, reply, parts, "life", (reply) => {
      const { fields, problems, answers } = readLife(request.body);
      if (answers) return keep(request, reply, parts, answers);
      return reply.code(422).page(LifePage, { fields, problems });
    }),
  );
}
