import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { dayIn } from "../../../platform/day.ts";
import { Forbidden } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { dateFromParts, type DateParts, partsOf } from "../../../ui/date/date-parts.ts";
import { ageAt, birthProblem } from "../../people/index.ts";
import { setBirthDateRight } from "../actions/birth-date.ts";
import { meet } from "../meeting.ts";
import { type BirthDateProblems, BirthDatePage } from "../pages/birth-date-page.tsx";
import { personIn } from "./cards.ts";

const config = { access: "coordinator" } as const;
const longestReason = 300;
const Form = z.object({
  reason: z.string().max(4_000).catch(""),
  operation: z.uuid().optional().catch(undefined),
});
const Query = z.object({ done: z.literal("yes").optional().catch(undefined) });

/** `/people/:id/birth-date`: staff set a birth date right, with the reason. */
export function birthDateRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/people/:id/birth-date", { config }, async (request, reply) => {
    const done = Query.parse(request.query).done === "yes";
    return draw(request, reply, { typed: { birth_date: noDate, reason: "" }, problems: {}, done });
  });

  app.post("/people/:id/birth-date", { config }, async (request, reply) => {
    const who = signedIn(request);
    const id = personIn(request.params);
    const { hub } = await meetAnother(request);
    const { typed, problems, birth_date } = read(request.body, dayIn(hub.time_zone, now()));
    if (!birth_date || Object.keys(problems).length > 0)
      return draw(request, reply.code(422), { typed, problems, done: false });
    const { operation = randomUUID() } = Form.parse(request.body ?? {});
    const told = { person: id, birth_date, reason: typed.reason.trim(), operation };
    await setBirthDateRight(parts, who, told, now());
    return reply.to(`/people/${id}/birth-date?done=yes`);
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, said: Said) {
    const { person, hub, membership } = await meetAnother(request);
    const waits = membership.status === "waiting_for_consent";
    return reply.page(BirthDatePage, {
      ...said,
      id: person.id,
      given_name: person.given_name,
      age: ageAt(person.birth_date, hub.time_zone, now()),
      waits,
      longest: longestReason,
      operation: randomUUID(),
    });
  }

  /** Whoever is met at the desk; one's own date is for somebody else to set right. */
  async function meetAnother(request: FastifyRequest) {
    const met = await meet(db, signedIn(request), personIn(request.params));
    if (met.person.id === signedIn(request).id) throw new Forbidden();
    return met;
  }
}

type Said = {
  typed: { birth_date: DateParts; reason: string };
  problems: BirthDateProblems;
  done: boolean;
};

const noDate: DateParts = { day: "", month: "", year: "" };

function read(body: unknown, today: string) {
  const { reason } = Form.parse(body ?? {});
  const parts = partsOf((body ?? {}) as Record<string, unknown>, "birth_date");
  const birth_date = dateFromParts(parts);
  const empty = Object.values(parts).every((part) => part === "");
  const problem = birth_date || empty ? birthProblem(birth_date, today) : ("not_a_date" as const);
  const problems: BirthDateProblems = {
    ...(problem ? { birth_date: problem } : {}),
    ...(reason.trim() === "" ? { reason: "missing" as const } : {}),
    ...(reason.length > longestReason ? { reason: "too_long" as const } : {}),
  };
  return { typed: { birth_date: parts, reason }, problems, birth_date };
}
