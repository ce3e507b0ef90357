import type { ClientBase } from "pg";
import { audit } from "../audit/audit.ts";
import { knownMigrations, migrate } from "../db/migrate.ts";
import { type Db, onClient, type Tx } from "../db/pool.ts";
import { installQueue } from "../jobs/install.ts";
import { Refusal } from "../refusal.ts";
import { listTables, plainText, readQueueVersion } from "./catalogue.ts";
import { rememberErasure, rememberWithdrawals, type Since, type Withdrawal } from "./erasures.ts";
import type { About, Manifest } from "./format.ts";
import { compareRows, loadRows, setSequences } from "./loading.ts";
import { makeRoom } from "./making-room.ts";
import { type Archive } from "./reading.ts";
import { type Belongings, unpackBelongings } from "./belongings.ts";

export type RestoreOrder = {
  /** A connection to an empty database, as whoever is to own it. */
  client: ClientBase;
  archive: Archive;
  /** What `inspect` found in it. */
  contents: { about: About; manifest: Manifest };
  /** Where its files and its secret go. */
  var_dir: string;
  /** What came about after the backup, to be done again. */
  since: Since;
  /** How a person is forgotten in every room. */
  erase: (tx: Tx, person: string, now: Date) => Promise<void>;
  /** How agreements are withdrawn again in every room; answers how many stood. */
  withdraw: (tx: Tx, withdrawals: Withdrawal[], now: Date) => Promise<number>;
  /** Told one sentence for each thing that takes a while. */
  say: (line: string) => void;
  /** Told how far the rows have come, for each piece of them. */
  progress?: (done: { bytes: number; of: number }) => void;
  now: Date;
};

export type Restored = {
  rows: number;
  /** People forgotten again. */
  erased: number;
  /** Agreements withdrawn again. */
  withdrawn: number;
  /** Migrations that are newer than the archive. */
  steps: string[];
  /** Tables of the archive that this version does not make; nothing of them was brought back. */
  leftOut: string[];
};

/** Brings an archive back onto an empty database, row for row, in one transaction: all of it or nothing. */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const { client, contents, say } = order;
  refuseNewer(order);
  const db = onClient(client);
  let belongings: Belongings | undefined;
  const inOne = db.transaction().execute(async (tx) => {
    await refuseData(client, contents.about);
    belongings = unpackBelongings(order.var_dir);
    const leftOut = await bringBack(tx, order, belongings);
    const steps = await migrate(tx);
    const erased = await eraseAgain(tx, order);
    const withdrawn = await withdrawAgain(tx, order);
    belongings.settle();
    const rows = Object.values(contents.manifest.tables).reduce((sum, part) => sum + part.rows, 0);
    return { rows, erased, withdrawn, steps, leftOut };
  });
  const restored = await inOne.catch((error: unknown) => {
    belongings?.undo();
    throw error;
  });
  say("Gathering figures for the planner …");
  await client.query("analyze");
  return restored;
}

async function bringBack(tx: Db, order: RestoreOrder, belongings: Belongings): Promise<string[]> {
  const { client, contents, say } = order;
  const { about, manifest } = contents;
  await migrate(tx, about.migrations);
  if (about.queue !== null) await installQueue(client);
  await refuseNewerQueue(client, order);
  await client.query(`${plainText}; set local maintenance_work_mem = '256MB'`);
  const back = await makeRoom(client);
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  say(`Bringing back ${about.tables.length} tables …`);
  const leftOut = await loadRows({ ...order, ...contents, tables, belongings });
  await setSequences(client, manifest.sequences);
  say("Comparing what came in with what went out …");
  await compareRows(client, about, manifest, tables);
  say("Building indexes …");
  await client.query(`${back}; set constraints all immediate`);
  return leftOut;
}

/** The same erasures as in the past, by today's code; each is told in the audit. */
async function eraseAgain(tx: Tx, { since: { erasures }, erase, now }: RestoreOrder): Promise<number> {
  const rows = await tx.selectFrom("platform.erasure").select("person_id").execute();
  const known = new Set(rows.map((row) => row.person_id));
  const missing = erasures.filter((each) => !known.has(each.person));
  for (const { person, at } of missing) {
    await rememberErasure(tx, person, at);
    await erase(tx, person, now);
    await audit(tx, { actor: null, act: "audit.erase_again", subject: { kind: "person", id: person } }, now);
  }
  return missing.length;
}

/** What was withdrawn after the backup stands no more when the hub opens. */
async function withdrawAgain(
  tx: Tx,
  { since: { withdrawals }, withdraw, now }: RestoreOrder,
): Promise<number> {
  const rows = await tx.selectFrom("platform.withdrawal").selectAll().execute();
  const known = new Set(rows.map((row) => `${row.consent_id} ${row.given_at.getTime()}`));
  const missing = withdrawals.filter((each) => !known.has(`${each.consent} ${each.given_at.getTime()}`));
  await rememberWithdrawals(tx, missing);
  return withdraw(tx, missing, now);
}

function refuseNewer({ contents: { about }, archive: { file, header } }: RestoreOrder): void {
  const known = new Set(knownMigrations());
  const newer = about.migrations.find((name) => !known.has(name));
  if (newer)
    throw new Refusal(
      `${file} was written by a newer Dostyq (${header.version}; it has the step ${newer}, which this version does not know): take that version and restore again; nothing was changed.`,
    );
}

async function refuseNewerQueue(client: ClientBase, { contents: { about }, archive }: RestoreOrder) {
  const ours = await readQueueVersion(client);
  if (about.queue !== null && ours !== null && about.queue > ours)
    throw new Refusal(
      `${archive.file} was written by a newer Dostyq (${archive.header.version}), whose queue this version does not know: take that version and restore again; nothing was changed.`,
    );
}

async function refuseData(client: ClientBase, about: About): Promise<void> {
  const schemas = new Set(about.tables.map(({ name }) => name.split(".")[0]));
  const { rows } = await client.query("select from pg_namespace where nspname = any($1)", [[...schemas]]);
  if (rows.length > 0)
    throw new Refusal(
      "The database has data already, and a backup is only restored onto an empty one: give it an empty folder with VAR_DIR, or let DATABASE_URL name an empty database; nothing was changed.",
    );
}
