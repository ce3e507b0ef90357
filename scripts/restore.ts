// npm run restore -- FILE --erasures LOG | --no-erasures
// Brings a backup back onto an empty installation: the folder VAR_DIR, or the database that DATABASE_URL names. The
// erasure log names those who were erased after the backup, and the consents that were withdrawn: both are done again.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { markOf } from "../src/platform/backup/backup.ts";
import { logOf, readErasureLog, type Since } from "../src/platform/backup/erasures.ts";
import { askPassphrase } from "../src/platform/backup/passphrase.ts";
import { inspect, openArchive } from "../src/platform/backup/reading.ts";
import { unlockWith } from "../src/platform/backup/sealing.ts";
import { type Restored, type RestoreOrder, restoreBackup } from "../src/platform/backup/restore.ts";
import { readSettings, type Settings } from "../src/platform/config.ts";
import { assertFit, connectOrRefuse } from "../src/platform/db/fitness.ts";
import { knownMigrations } from "../src/platform/db/migrate.ts";
import { checkRoom } from "../src/platform/db/server/cluster.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { takeLock } from "../src/platform/lock.mjs";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { findSecret } from "../src/platform/secret.ts";
import { load } from "./house.ts";
import { sayProgress } from "./progress.ts";

type Found = Pick<RestoreOrder, "archive" | "contents">;

let app: Promise<typeof import("../src/app.ts")> | undefined;

try {
  await run();
} catch (error) {
  const lost = /terminat|ECONNRESET|57P0\d/.test(String(error));
  if (lost)
    console.error("The database ended meanwhile; its own log tells why. Nothing of the backup is in it.");
  else console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const settings = readSettings(process.env);
  const { file, since } = readArguments(settings);
  const ask = async () => settings.backup_passphrase ?? (await askPassphrase(`Passphrase of ${file}: `));
  const archive = await openArchive(file, async (encryption) => unlockWith(await ask(), encryption));
  const { made, version } = archive.header;
  console.log(`Reading ${file}, written by Dostyq ${version} on ${made} …`);
  const found: Found = { archive, contents: await inspect(archive) };
  mkdirSync(settings.var_dir, { recursive: true, mode: 0o711 });
  const lock = await takeLock(path.join(settings.var_dir, "lock"), "restoring a backup");
  if (lock.holder)
    throw new Refusal(
      `Dostyq runs in ${settings.var_dir} (process ${lock.holder.pid}): stop it, or choose an empty folder with VAR_DIR.`,
    );
  try {
    const began = performance.now();
    const restored = await onDatabase(settings, found, (url) => restore(url, found, settings, since));
    tell(restored, (performance.now() - began) / 1000);
    console.log(`${aboutSecret(found, settings)}\nNow start it: npm start`);
  } finally {
    lock.release();
  }
}

async function onDatabase<Answer>(
  settings: Settings,
  { contents }: Found,
  use: (url: string) => Promise<Answer>,
): Promise<Answer> {
  if (settings.database_url) return use(settings.database_url);
  const bytes = Object.values(contents.manifest.tables).reduce((sum, part) => sum + part.bytes, 0);
  checkRoom(settings.var_dir, 200 + Math.ceil((3 * bytes) / 2 ** 20)); // rows, indexes and the log of both
  const server = await startDatabase({ dir: settings.var_dir, log: console.log });
  try {
    return await use(server.url);
  } finally {
    await server.stop();
  }
}

async function restore(url: string, found: Found, { var_dir }: Settings, since: Since): Promise<Restored> {
  const client = await connectOrRefuse(url);
  const progress = sayProgress();
  try {
    await assertFit(client, knownMigrations());
    const order = { client, ...found, var_dir, since, erase, withdraw, now: new Date() };
    const say = (line: string) => {
      progress.end();
      console.log(line);
    };
    const show = ({ bytes, of }: { bytes: number; of: number }) =>
      progress.show(`${Math.floor((100 * bytes) / of)} % of ${(of / 1e6).toFixed(1)} MB`);
    return await restoreBackup({ ...order, say, progress: show });
  } finally {
    progress.end();
    await client.end().catch(() => {});
  }
}

/** Forgets a person by the code of every room, which is read only where somebody has to be forgotten. */
async function erase(...[tx, person, now]: Parameters<RestoreOrder["erase"]>): Promise<void> {
  app ??= load("src/app.ts");
  await (await app).erasePerson(tx, person, now);
}

/** The same for agreements that were withdrawn. */
async function withdraw(...[tx, withdrawals, now]: Parameters<RestoreOrder["withdraw"]>): Promise<number> {
  if (withdrawals.length === 0) return 0;
  app ??= load("src/app.ts");
  return (await app).withdrawConsents(tx, withdrawals, now);
}

function tell({ rows, steps, erased, withdrawn, leftOut }: Restored, seconds: number): void {
  console.log(`${rows} rows are back, each table equal to the backup, in ${seconds.toFixed(1)} s.`);
  if (steps.length > 0) console.log(`The database then took ${steps.length} steps to this version.`);
  if (erased > 0) console.log(`Erased after the backup and now forgotten again: ${erased}.`);
  if (withdrawn > 0)
    console.log(`Consents withdrawn after the backup and now withdrawn again: ${withdrawn}.`);
  for (const table of leftOut)
    console.log(`LEFT OUT: the backup also holds the table ${table}, which is none of this version's.`);
}

/** What the operator has to do so that what the secret sealed can be opened. */
function aboutSecret({ contents }: Found, { secret, var_dir }: Settings): string {
  const { secret_mark } = contents.about;
  if (secret_mark === null)
    return "The backup was made where no secret was known yet: nothing waits for one.";
  const file = path.join(var_dir, "secret");
  const here = secret ?? findSecret(var_dir);
  if (here !== undefined && secret_mark === markOf(here))
    return "The hub's secret is the one of the backup: second factors and letters under way work on.";
  if (
    secret !== undefined &&
    findSecret(var_dir) !== undefined &&
    secret_mark === markOf(findSecret(var_dir) ?? "")
  )
    return `SECRET is not the backup's: set it to what ${file} holds, which came out of the backup, before you start.`;
  return `The hub's secret is NOT here: put the old installation's secret into ${file}, or set SECRET to it, before you start. Without it staff set up their second factor anew and letters under way are not sent.`;
}

function readArguments({ var_dir }: Settings): { file: string; since: Since } {
  const usage =
    "Say: npm run restore -- FILE --erasures LOG, or --no-erasures where nobody was erased and nothing withdrawn since.";
  const options = {
    erasures: { type: "string" },
    "no-erasures": { type: "boolean", default: false },
  } as const;
  const { values, positionals } = parse();
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Refusal(`Name one backup. ${usage}`);
  if (values.erasures !== undefined) return { file, since: readErasureLog(values.erasures) };
  if (values["no-erasures"]) return { file, since: { erasures: [], withdrawals: [] } };
  const beside = logOf(var_dir);
  throw new Refusal(
    `Whoever was erased after this backup must be forgotten again, and whatever was withdrawn must not come back: the erasure log tells. ${
      existsSync(beside) ? `There is one: --erasures ${beside}. ` : ""
    }${usage}`,
  );

  function parse() {
    try {
      return parseArgs({ allowPositionals: true, options });
    } catch (error) {
      throw new Refusal(`${(error as Error).message}. ${usage}`);
    }
  }
}
