import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { readUpload } from "../../../platform/files/upload.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { getHub } from "../../hubs/index.ts";
import { confirmPaper, type Checked, returnPaper, withdrawOnPaper } from "../actions/paper-confirming.ts";
import { type OpenPaper, openPaper, openScan } from "../actions/paper-reading.ts";
import { addScan, recordPaper, voidPaper } from "../actions/paper-recording.ts";
import { CheckForm, codeOf, PaperQuery, readPaperForm, reasonProblem } from "../paper-forms.ts";
import { WithdrawalForm } from "../forms.ts";
import { PaperPage } from "../pages/paper-page.tsx";
import type { PaperProblems, PaperProps, TypedPaper } from "../pages/paper-props.ts";
import { fieldOf, largestScan } from "../rules/papers.ts";
import { readScan } from "../scan-reading.ts";
import { partsFromDate } from "../../../ui/date/date-parts.ts";
import { viewOf } from "../paper-view.ts";
import { config, namedHub } from "./papers.ts";
import { found } from "../../../platform/errors.ts";

/** One paper: what it is, recording it, its scan, and the second look. */
export function paperRoutes(app: FastifyInstance, parts: FeatureParts): void {
  recording(app, parts);
  scans(app, parts);
  checking(app, parts);
}

type Said = Pick<PaperProps, "problems" | "changed" | "reason"> & {
  typed?: TypedPaper;
  day?: string | undefined;
  done?: PaperProps["done"];
  edit?: boolean;
};

async function draw(reply: FastifyReply, parts: FeatureParts, open: OpenPaper, said: Said) {
  const { paper } = open;
  const hub = found(await getHub(parts.db, paper.hub_id));
  const who = signedIn(reply.request);
  const view = viewOf(open, who.id, reply.language());
  const { typed = typedBefore(open, said.day), edit, ...rest } = said;
  const editing = edit || paper.state === "printed" || paper.state === "returned";
  return reply.page(PaperPage, { ...rest, ...view, typed, editing, hub: namedHub(hub, reply.language()) });
}

/** What was recorded before, to be mended; on a new sheet only the day that was typed last. */
function typedBefore({ paper, lines }: OpenPaper, day: string | undefined): TypedPaper {
  const signed_on = paper.signed_on ?? day;
  const answers = lines.flatMap((line) => (line.answer ? [[fieldOf(line), line.answer]] : []));
  return {
    answers: Object.fromEntries(answers),
    name: paper.guardian_name ?? "",
    relation: paper.relation ?? undefined,
    signed_on: signed_on ? partsFromDate(signed_on) : { day: "", month: "", year: "" },
  };
}

function recording(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/papers/:code", { config }, async (request, reply) => {
    const open = await openPaper(db, signedIn(request), codeOf(request.params), now());
    const { day, done, edit } = PaperQuery.parse(request.query);
    const editing = edit === "yes" && open.paper.state === "recorded";
    return draw(reply, parts, open, { day, done, edit: editing });
  });

  app.post("/papers/:code/record", { config }, async (request, reply) => {
    const who = signedIn(request);
    const code = codeOf(request.params);
    const { fields, file } = await readUpload(request, largestScan);
    const open = await openPaper(db, who, code, now());
    const { typed, problems, signed_on } = readPaperForm(fields, open.lines);
    const refuse = (more: Partial<PaperProblems>) =>
      draw(reply.code(422), parts, open, { typed, problems: { ...problems, ...more }, edit: true });
    const scan = file ? await readScan(file) : undefined;
    const wrong = typeof scan === "string" ? { scan } : {};
    const answers = answered(open, typed);
    if (!typed.relation || !answers || problems.name || wrong.scan) return refuse(wrong);
    const kept = typeof scan === "object" ? scan : undefined;
    const says = { guardian_name: typed.name, relation: typed.relation, signed_on, answers, scan: kept };
    const recorded = await recordPaper(db, who, code, says, now());
    if (recorded.kind === "refused") return refuse({ signed_on: recorded.reason });
    if (recorded.kind === "done") return reply.to(`/papers/${code}`);
    const hub = found(await getHub(db, open.paper.hub_id));
    return reply.to(`/hubs/${hub.slug}/papers?done=recorded&day=${signed_on}`);
  });

  app.post("/papers/:code/void", { config }, async (request, reply) => {
    const code = codeOf(request.params);
    await voidPaper(db, signedIn(request), code, now());
    return reply.to(`/papers/${code}`);
  });
}

/** Every question with its answer; nothing where one is left open. */
function answered({ lines }: OpenPaper, { answers }: TypedPaper) {
  const all = lines.flatMap(({ purpose, given_by }) => {
    const answer = answers[fieldOf({ purpose, given_by })];
    return answer ? [{ purpose, given_by, answer }] : [];
  });
  return all.length === lines.length ? all : undefined;
}

function scans(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.post("/papers/:code/scan", { config }, async (request, reply) => {
    const who = signedIn(request);
    const code = codeOf(request.params);
    const { file } = await readUpload(request, largestScan);
    const scan = await readScan(file);
    if (typeof scan === "string") {
      const open = await openPaper(db, who, code, now());
      return draw(reply.code(422), parts, open, { problems: { answers: [], scan } });
    }
    const kept = await addScan(db, who, code, scan, now());
    return reply.to(`/papers/${code}${kept ? "?done=scanned" : ""}`);
  });

  app.get("/papers/:code/scan/file", { config }, async (request, reply) => {
    const { kind, bytes } = await openScan(db, signedIn(request), codeOf(request.params), now());
    const picture = kind === "image/jpeg";
    const name = `${codeOf(request.params)}.${picture ? "jpg" : "pdf"}`;
    // Whatever a browser takes it for, nothing in it may run, load or lead anywhere.
    return reply
      .type(kind)
      .header("content-security-policy", `${nothing}; sandbox`)
      .header("content-disposition", `${picture ? "inline" : "attachment"}; filename="${name}"`)
      .header("cache-control", "private, no-store")
      .send(bytes);
  });
}

const nothing = ["default-src", "script-src", "style-src", "form-action", "base-uri", "frame-ancestors"]
  .map((each) => `${each} 'none'`)
  .join("; ");

function checking(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.post("/papers/:code/confirmation", { config }, async (request, reply) => {
    const code = codeOf(request.params);
    const { version } = CheckForm.parse(request.body ?? {});
    const checked = await confirmPaper(parts, signedIn(request), { code, version }, now());
    return answer(request, reply, checked, "confirmed");
  });

  app.post("/papers/:code/return", { config }, async (request, reply) => {
    const who = signedIn(request);
    const code = codeOf(request.params);
    const { version, reason } = CheckForm.parse(request.body ?? {});
    const problem = reasonProblem(reason);
    if (problem) {
      const open = await openPaper(db, who, code, now());
      return draw(reply.code(422), parts, open, { reason: { typed: reason, problem } });
    }
    const checked = await returnPaper(parts, who, { code, version, reason: reason.trim() }, now());
    return answer(request, reply, checked, "returned");
  });

  // Withdrawing ends something, so it goes on while the disk is full.
  app.post("/papers/:code/withdrawal", { config: { ...config, essential: true } }, async (request, reply) => {
    const code = codeOf(request.params);
    const purpose = found(WithdrawalForm.parse(request.body ?? {}).purpose);
    await withdrawOnPaper(parts, signedIn(request), { code, purpose }, now());
    return reply.to(`/papers/${code}?done=withdrawn`);
  });

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    checked: Checked,
    done: "confirmed" | "returned",
  ) {
    const open = await openPaper(db, signedIn(request), codeOf(request.params), now());
    if (checked.kind === "changed") return draw(reply.code(409), parts, open, { changed: true });
    // The page says by itself why this person may not.
    if (checked.kind === "refused") return draw(reply.code(422), parts, open, {});
    const hub = found(await getHub(db, open.paper.hub_id));
    return reply.to(`/hubs/${hub.slug}/papers?done=${done}`);
  }
}
