import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { found, NotFound } from "../../../platform/errors.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { formats } from "../../../platform/export/list.ts";
import { sendList } from "../../../platform/export/send.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { mayCall, signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { PostPage } from "../pages/posts/post-page.tsx";
import { PostsPage } from "../pages/posts/posts-page.tsx";
import { canOversee } from "../policy/posts.ts";
import { fileOfPosts } from "../posts/exporting.ts";
import { scopeText } from "../posts/form.ts";
import { overseenHubs } from "../posts/scopes.ts";
import { takePost } from "../posts/taking.ts";
import { postLines, scopeOf } from "../posts/words.ts";
import { hubLine } from "../present.ts";
import { countedTo } from "../rules.ts";
import { isHeld, mayGive, mayTake, postNames, postViews } from "../rules/posts.ts";
import { findPost, pageOfPosts } from "../store/overseen.ts";

const row = z.uuid().optional().catch(undefined);

/** What the address of the list may ask for; what cannot be understood is as if it were not there. */
const Query = z.object({
  view: z.enum(postViews).catch("held"),
  post: z.enum(postNames).optional().catch(undefined),
  hub: z
    .string()
    .max(60)
    .transform((slug) => slug || undefined)
    .optional()
    .catch(undefined),
  after: row,
  before: row,
});

/** Who holds which post: the list, and each post on its own. */
export function postRoutes(app: FastifyInstance, parts: FeatureParts): void {
  list(app, parts);
  file(app, parts);
  one(app, parts);
}

const listing = { access: ["coordinator", "administrator"] } as const;

function list(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/posts", { config: listing }, async (request, reply) => {
    const who = signedIn(request);
    const language = reply.language();
    const { asked, hubs, hub } = await readAsked(db, who, request.query);
    const page = await pageOfPosts(db, who, { ...asked, hub: hub?.id }, now());
    const lines = await postLines(db, page.rows, language, now());
    const rows = page.rows.flatMap(({ id, name, person_id }, index) => {
      const line = lines[index];
      return line ? [{ ...line, id, name, own: person_id === who.id }] : [];
    });
    return reply.page(PostsPage, {
      rows,
      count: { shown: Math.min(page.count, countedTo), more: page.count > countedTo },
      earlier: page.earlier,
      later: page.later,
      asked,
      hubs: hubs.map((each) => hubLine(each, language)),
    });
  });
}

async function readAsked(db: Db, who: Actor, sent: unknown) {
  const asked = Query.parse(sent ?? {});
  const hubs = await overseenHubs(db, who);
  const hub = asked.hub === undefined ? undefined : found(hubs.find((each) => each.slug === asked.hub));
  return { asked, hubs, hub };
}

const Format = z.object({ format: z.enum(formats).catch("csv") });

/** The list as a file. Somebody who comes back to its address is led to the list itself. */
function file(app: FastifyInstance, parts: FeatureParts): void {
  app.post("/posts/export", { config: listing }, async (request, reply) => {
    const who = signedIn(request);
    const { format } = Format.parse(request.body ?? {});
    const { asked, hub } = await readAsked(parts.db, who, request.body);
    const scope = { hub, language: reply.language(), now: parts.now() };
    return sendList(reply, parts, fileOfPosts(who, { ...asked, hub: hub?.id }, scope), format);
  });
  app.get("/posts/export", { config: listing }, async (_request, reply) => reply.to("/posts"));
}

const Id = z.object({ id: z.uuid() });

/** An address that cannot be a post's is as missing as one that is none's. */
function idOf(params: unknown): string {
  const read = Id.safeParse(params);
  if (!read.success) throw new NotFound();
  return read.data.id;
}

const Done = z.object({
  done: z.enum(["given", "prolonged", "held_already", "taken"]).optional().catch(undefined),
});

function one(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;
  const config = { access: "staff" } as const;

  async function draw(reply: FastifyReply, who: Actor, id: string, shown: { problem?: "last" } = {}) {
    const row = found(await findPost(db, id), (each) => canOversee(who, each));
    const [line] = await postLines(db, [row], reply.language(), now());
    const offer = { post: row.post, scope: scopeOf(row), to: row.person_id };
    const held = isHeld(row, now());
    const again = new URLSearchParams({
      person: row.person_id,
      post: row.post,
      where: scopeText(offer.scope),
    });
    return reply.page(PostPage, {
      ...found(line),
      name: row.name,
      given_by: row.given_by_name,
      ended_by: row.ended_by_name,
      own: row.person_id === who.id,
      mayTake: held && mayTake(who, offer),
      again: mayGive(who, offer) ? `/posts/new?${again}` : undefined,
      mayList: mayCall(listing.access, who),
      ...shown,
      ...Done.parse(reply.request.query),
    });
  }

  app.get("/posts/:id", { config }, (request, reply) => draw(reply, signedIn(request), idOf(request.params)));

  app.post("/posts/:id/removal", { config }, async (request, reply) => {
    const who = signedIn(request);
    const id = idOf(request.params);
    const taken = await takePost(parts, who, id, now());
    if (taken.kind === "refused") return draw(reply.code(422), who, id, { problem: taken.reason });
    // Whoever lays their own post down has just been signed out everywhere, here too.
    return reply.to(taken.kind === "laid_down" ? "/sign-in?next=%2Fme" : `/posts/${id}?done=taken`);
  });
}
