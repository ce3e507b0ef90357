// npm run backup -- FILE [--encrypt]
// Writes one archive of database and files, also while the hub runs. Encrypted with BACKUP_PASSPHRASE where that is set;
// --encrypt asks for a passphrase on the terminal.
import path from "node:path";
import { parseArgs } from "node:util";
import type { BackupOrder } from "../src/platform/backup/backup.ts";
import { exists } from "../src/platform/backup/catalogue.ts";
import { askPassphrase } from "../src/platform/backup/passphrase.ts";
import { attempt, keepRecord } from "../src/platform/backup/records.ts";
import { readSettings, type Settings } from "../src/platform/config.ts";
import { connectOrRefuse } from "../src/platform/db/fitness.ts";
import { onClient } from "../src/platform/db/pool.ts";
import { joinDatabase } from "../src/platform/db/server.ts";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { findSecret } from "../src/platform/secret.ts";
import { sayProgress } from "./progress.ts";

const broken = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => broken.abort());

try {
  await run();
} catch (error) {
  if (broken.signal.aborted) console.error("Broken off; nothing was left behind.");
  else console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { file, encrypt } = readArguments();
  const settings = readSettings(process.env);
  const passphrase = settings.backup_passphrase ?? (encrypt ? await askTwice() : undefined);
  const database = settings.database_url
    ? { url: settings.database_url, leave: async () => {} }
    : await joinDatabase({ dir: settings.var_dir, log: console.log });
  try {
    await backUp(database.url, { file: path.resolve(file), passphrase }, settings);
  } finally {
    await database.leave();
  }
}

async function backUp(
  url: string,
  { file, passphrase }: Pick<BackupOrder, "file" | "passphrase">,
  settings: Settings,
): Promise<void> {
  const client = await connectOrRefuse(url);
  const progress = sayProgress();
  try {
    const done = await attempt("asked", {
      client,
      file,
      passphrase,
      var_dir: settings.var_dir,
      secret: settings.secret ?? findSecret(settings.var_dir),
      progress: ({ tables, of, bytes }) =>
        progress.show(`${tables} of ${of} tables, ${megabytes(bytes)} read`),
      signal: broken.signal,
      now: new Date(),
    });
    progress.end();
    if ("error" in done) throw done.error;
    if (await exists(client, "platform.backup")) await keepRecord(onClient(client), done.record);
    const seconds = (done.record.finished_at.getTime() - done.record.started_at.getTime()) / 1000;
    console.log(
      `${file}: ${done.made.rows} rows, ${megabytes(done.made.bytes)}, ${seconds.toFixed(1)} s, read again and found whole.`,
    );
    console.log(
      passphrase === undefined
        ? "It is not encrypted and does not hold the hub's secret: keep it where nobody else can read it, and keep the secret too."
        : "It is encrypted and holds the hub's secret: keep the passphrase apart from it.",
    );
  } finally {
    progress.end();
    await client.end().catch(() => {});
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

async function askTwice(): Promise<string> {
  const passphrase = await askPassphrase("Passphrase for the backup (12 characters or more): ");
  if (passphrase.length < 12)
    throw new Refusal("A passphrase needs 12 characters or more; nothing was done.");
  if ((await askPassphrase("The same once more: ")) === passphrase) return passphrase;
  throw new Refusal("The two passphrases differ; nothing was done.");
}

function readArguments(): { file: string; encrypt: boolean } {
  const options = { encrypt: { type: "boolean", default: false } } as const;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [file] = positionals;
    if (file && positionals.length === 1) return { file, encrypt: values.encrypt };
  } catch (error) {
    throw new Refusal(`${(error as Error).message}. Say: npm run backup -- FILE [--encrypt].`);
  }
  throw new Refusal("Say where the backup goes: npm run backup -- FILE [--encrypt].");
}
