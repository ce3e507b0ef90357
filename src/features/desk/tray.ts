import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../platform/feature.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { sessionCookie } from "../../platform/http/server.ts";
import { seal, unseal } from "../../platform/keys.ts";

const Tray = z.array(
  z.object({ id: z.uuid(), person: z.uuid(), hub: z.uuid(), code: z.string(), until: z.number() }),
);

/** A card whose code this browser may still show. */
export type Drawn = z.infer<typeof Tray>[number];

const most = 10; // as many as an A4 page holds
const lifetime = 60 * 60;

type Parts = Pick<FeatureParts, "settings" | "keys">;

/** The cards this session has made within the hour, earliest first; another session's tray cannot be opened. */
export function openTray(request: FastifyRequest, { settings, keys }: Parts, who: Actor, now: Date): Drawn[] {
  const sealed = request.cookies[nameOf(settings)];
  const text = sealed && unseal(keys.cookies, Buffer.from(sealed, "base64url"), about(who));
  const read = Tray.safeParse(text ? JSON.parse(text) : []);
  return read.success ? read.data.filter((each) => each.until > now.getTime()) : [];
}

type Card = Omit<Drawn, "until">;

/** Lays a card into the tray; the person's card before it has ended and is taken out. */
export function layIn(
  reply: FastifyReply,
  { settings, keys }: Parts,
  who: Actor,
  { tray, card, now }: { tray: Drawn[]; card: Card; now: Date },
): FastifyReply {
  const others = tray.filter((each) => each.person !== card.person).slice(1 - most);
  const drawn = [...others, { ...card, until: now.getTime() + lifetime * 1000 }];
  const sealed = seal(keys.cookies, JSON.stringify(drawn), about(who)).toString("base64url");
  return reply.setCookie(nameOf(settings), sealed, { ...bounds(settings), maxAge: lifetime });
}

export const emptyTray = (reply: FastifyReply, { settings }: Parts): FastifyReply =>
  reply.clearCookie(nameOf(settings), bounds(settings));

const about = (who: Actor): string => `cards ${who.session}`;
const nameOf = (settings: Parts["settings"]): string => sessionCookie(settings).replace("session", "cards");
const bounds = (settings: Parts["settings"]) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: settings.public_address.startsWith("https:"),
  }) as const;
