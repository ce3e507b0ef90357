import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Forbidden, found } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { canImport } from "./policy.ts";
import type { Changes } from "./reading/change.ts";
import type { Boundary } from "./reading/geojson.ts";
import { problem, type Problem } from "./reading/problem.ts";
import { changesNothing, type Report, sameActs } from "./reading/report.ts";
import * as imports from "./store/imports.ts";
import { learnSizes, savePlaces } from "./store/tree.ts";
import { whatItDoes } from "./what-it-does.ts";

/** Who imports: an administrator, or the installation itself (the command line and the sample). */
export type Importer = Actor | "installation";
export type File = { name: string; format: imports.Format; bytes: Uint8Array };

export type Refused = { kind: "refused"; problems: Problem[] };
export type Previewed = { kind: "read"; id: string; report: Report } | Refused;
export type Applied =
  { kind: "applied"; id: string; report: Report } | { kind: "nothing"; report: Report } | Refused;

const keepUnapplied = 24 * 60 * 60 * 1000;

/** Reads a file and keeps it with a report of what applying it would do; changes no place. */
export const previewImport = (db: Db, who: Importer, file: File, now: Date): Promise<Previewed> =>
  db.transaction().execute(async (tx) => {
    allowed(who);
    const does = await whatItDoes(tx, file.bytes, file.format);
    if (!does.ok) return { kind: "refused", problems: does.problems };
    await imports.forgetUnapplied(tx, new Date(now.getTime() - keepUnapplied));
    const { report } = does.value;
    const kept = {
      format: file.format,
      file_name: file.name.slice(0, 200),
      report,
      read_at: now,
      applied_at: null,
    };
    const id = await imports.addImport(tx, { ...kept, content: Buffer.from(file.bytes) });
    return { kind: "read", id, report };
  });

/** Applies a file that was read before; does nothing but show the new report when it would now do something else. */
export const applyImport = (
  db: Db,
  who: Importer,
  id: string,
  now: Date,
  yes: Yes = {},
): Promise<Applied | Changed> =>
  db.transaction().execute(async (tx) => {
    allowed(who);
    const kept = found(await imports.lockImport(tx, id));
    if (!kept.content) return { kind: "applied", id, report: kept.report };
    await imports.lockImports(tx);
    const does = await whatItDoes(tx, kept.content, kept.format);
    if (!does.ok) return { kind: "refused", problems: does.problems };
    const { report, changes, boundaries } = does.value;
    if (!sameActs(kept.report, report)) {
      await imports.renewReport(tx, id, report, now);
      return { kind: "changed", id, report };
    }
    if (report.takes_much && !yes.manyRemovals) return tooMuch(report);
    await write(tx, { id, changes, boundaries }, now);
    await imports.markApplied(tx, id, report, now);
    await trace(tx, who, id, now);
    return { kind: "applied", id, report };
  });
export type Changed = { kind: "changed"; id: string; report: Report };

/** What somebody has said yes to: a file that takes away more than a tenth of the places it is about. */
export type Yes = { manyRemovals?: boolean };

/** Reads and applies a file in one step; with `dryRun` only tells what it would do. Repeating it changes nothing. */
export const importPlaces = (
  db: Db,
  who: Importer,
  file: File,
  now: Date,
  options: Yes & { dryRun?: boolean } = {},
): Promise<Applied> =>
  db.transaction().execute(async (tx) => {
    allowed(who);
    await imports.lockImports(tx);
    const does = await whatItDoes(tx, file.bytes, file.format);
    if (!does.ok) return { kind: "refused", problems: does.problems };
    const { report, changes, boundaries } = does.value;
    if (report.takes_much && !options.manyRemovals && !options.dryRun) return tooMuch(report);
    if (options.dryRun || changesNothing(report)) return { kind: "nothing", report };
    const kept = { format: file.format, file_name: file.name.slice(0, 200), report, read_at: now };
    const id = await imports.addImport(tx, { ...kept, content: null, applied_at: now });
    await write(tx, { id, changes, boundaries }, now);
    await trace(tx, who, id, now);
    return { kind: "applied", id, report };
  });

function allowed(who: Importer): void {
  if (who !== "installation" && !canImport(who)) throw new Forbidden();
}

const tooMuch = (report: Report): Refused => ({
  kind: "refused",
  problems: [problem(0, "takes_too_much", String(report.removed.count))],
});

type Work = { id: string; changes: Changes; boundaries: Boundary[] };

async function write(tx: Tx, { id, changes, boundaries }: Work, now: Date): Promise<void> {
  await savePlaces(tx, [...changes.added, ...changes.changed.map(({ after }) => after)], now);
  await learnSizes(tx);
  await imports.retire(
    tx,
    changes.removed.map((place) => place.code),
    id,
    now,
  );
  await imports.bringBack(tx, changes.returned);
  await imports.saveBoundaries(tx, boundaries, now);
}

const trace = (tx: Tx, who: Importer, id: string, now: Date): Promise<void> =>
  audit(
    tx,
    { actor: who === "installation" ? null : who.id, act: "places.import", subject: { kind: "import", id } },
    now,
  );
