import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Forbidden, found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { readUpload } from "../../../platform/files/upload.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { applyImport, previewImport } from "../actions.ts";
import { ImportPage } from "../pages/import-page.tsx";
import { ReportPage } from "../pages/report-page.tsx";
import { canImport } from "../policy.ts";
import { csvColumns } from "../reading/csv.ts";
import { largestFile } from "../reading/decode.ts";
import { problem, type Problem } from "../reading/problem.ts";
import { type Format, getImport, listImports } from "../store/imports.ts";

const Format = z.enum(["kato", "csv", "geojson"]);
const Params = z.object({ id: z.uuid() });
const Answer = z.object({ whole: z.string().optional() });

type Form = {
  format?: Format | undefined;
  missing?: { file?: boolean; format?: boolean };
  problems?: Problem[];
};

/** The administrator's import: a file is read and shown first, and applied by a second yes. */
export function importRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  const config = { access: "administrator" } as const;

  const form = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { format, missing, problems }: Form = {},
  ) => {
    if (!canImport(signedIn(request))) throw new Forbidden();
    const done = await listImports(db, 20);
    const columns = csvColumns.join(", ");
    return reply.page(ImportPage, {
      done,
      columns,
      format,
      missing: missing ?? {},
      problems: problems ?? [],
    });
  };

  app.get("/places/import", { config }, (request, reply) => form(request, reply));

  app.post("/places/import", { config }, async (request, reply) => {
    const { fields, file } = await readUpload(request, largestFile);
    const format = Format.safeParse(fields["format"]).data;
    const missing = { file: !file, format: format === undefined };
    if (!file || !format) return form(request, reply.code(422), { format, missing });
    if (file.cut) return form(request, reply.code(422), { format, problems: [problem(0, "too_large")] });
    const { name, bytes } = file;
    const read = await previewImport(db, signedIn(request), { name, format, bytes }, now());
    if (read.kind === "read") return reply.to(`/places/import/${read.id}`);
    return form(request, reply.code(422), { format, problems: read.problems });
  });

  app.get("/places/import/:id", { config }, async (request, reply) => {
    const id = idIn(request);
    const kept = found(await getImport(db, id), () => canImport(signedIn(request)));
    const applied = kept.applied_at !== null;
    return reply.page(ReportPage, { id, file: kept.file_name, report: kept.report, applied });
  });

  app.post("/places/import/:id/application", { config }, async (request, reply) => {
    const id = idIn(request);
    const manyRemovals = Answer.parse(request.body ?? {}).whole !== undefined;
    const done = await applyImport(db, signedIn(request), id, now(), { manyRemovals });
    if (done.kind === "applied") return reply.to(`/places/import/${id}`);
    const kept = found(await getImport(db, id));
    if (done.kind === "refused" && !kept.report.takes_much)
      return form(request, reply.code(422), { format: kept.format, problems: done.problems });
    const [changed, unconfirmed] = [done.kind === "changed", done.kind === "refused"];
    const shown = { id, file: kept.file_name, report: kept.report, applied: false, changed, unconfirmed };
    return reply.code(changed ? 409 : 422).page(ReportPage, shown);
  });
}

/** An address that cannot be an import's is as missing as one that is none's. */
const idIn = (request: FastifyRequest): string => found(Params.safeParse(request.params).data).id;
