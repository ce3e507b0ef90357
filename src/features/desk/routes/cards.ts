import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { groupsOf } from "../../accounts/index.ts";
import { shownText } from "../../hubs/index.ts";
import { canSee, hubLine } from "../../members/index.ts";
import { endCardOf, makeCardFor, openCard, readCard } from "../actions/cards.ts";
import { CardPage } from "../pages/card-page.tsx";
import { CardsPage, type ShownCard } from "../pages/cards-page.tsx";
import { type Drawn, emptyTray, layIn, openTray } from "../tray.ts";

const config = { access: "coordinator" } as const;
const Making = z.object({ operation: z.uuid().optional().catch(undefined) });
const Query = z.object({ done: z.enum(["ended", "contact"]).optional().catch(undefined) });

/** The cards of people without mail: making one, printing it, ending it. */
export function cardRoutes(app: FastifyInstance, parts: FeatureParts): void {
  onePersonsCard(app, parts);
  printing(app, parts);
}

function onePersonsCard(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/people/:id/card", { config }, async (request, reply) => {
    const { done } = Query.parse(request.query);
    return draw(request, reply, { done });
  });

  app.post("/people/:id/card", { config }, async (request, reply) => {
    const who = signedIn(request);
    const person = personIn(request.params);
    const { operation = randomUUID() } = Making.parse(request.body ?? {});
    const made = await makeCardFor(parts, who, { person, operation }, now());
    if (made.kind !== "made") return draw(request, reply.code(422), { problem: made.kind });
    const tray = openTray(request, parts, who, now());
    const card = { id: made.id, person, hub: made.hub, code: made.code };
    return layIn(reply, parts, who, { tray, card, now: now() }).to("/cards");
  });

  app.post("/people/:id/card/ending", { config }, async (request, reply) => {
    const person = personIn(request.params);
    await endCardOf(db, signedIn(request), person, now());
    return reply.to(`/people/${person}/card?done=ended`);
  });

  type Said = { done?: "ended" | "contact" | undefined; problem?: "over" | "on_duty" };

  async function draw(request: FastifyRequest, reply: FastifyReply, said: Said) {
    const who = signedIn(request);
    const id = personIn(request.params);
    const { person, hub, membership, ...rest } = await openCard(db, who, id, now());
    return reply.page(CardPage, {
      ...said,
      ...rest,
      id,
      given_name: person.given_name,
      hub: hubLine(hub, reply.language()),
      hasPage: canSee(who, membership),
      operation: randomUUID(),
    });
  }
}

function printing(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/cards", { config }, async (request, reply) => {
    const who = signedIn(request);
    const shown: ShownCard[] = [];
    for (const drawn of openTray(request, parts, who, now())) {
      const open = await readCard(db, who, drawn.person, now()).catch(unlessMissing);
      // A card that was ended meanwhile is not printed any more.
      if (open?.card?.id === drawn.id) shown.push(shownCard(open, drawn));
    }
    return reply.page(CardsPage, { cards: shown, origin: settings.public_address });
  });

  app.post("/cards/removal", { config }, async (_request, reply) => emptyTray(reply, parts).to("/cards"));
}

type Opened = Awaited<ReturnType<typeof readCard>>;

/** A card in the language of its person, whatever staff read. */
function shownCard({ person, hub }: Opened, { code }: Drawn): ShownCard {
  const language = person.language as Language;
  return {
    language,
    given_name: person.given_name,
    hub: shownText(hub.name, language),
    address: shownText(hub.address, language),
    groups: groupsOf(code),
  };
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error;
}

/** An address that cannot be anybody's is as missing as one that is nobody's. */
export function personIn(params: unknown): string {
  const read = z.object({ id: z.uuid() }).safeParse(params);
  if (!read.success) throw new NotFound();
  return read.data.id;
}
