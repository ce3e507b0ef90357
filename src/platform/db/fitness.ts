import { Client, type ClientBase } from "pg";
import { Refusal } from "../refusal.ts";

type Found = {
  version: number;
  encoding: string;
  replica: boolean;
  trgm: string | null;
  migrations: string | null;
};

/** Connects to the database that DATABASE_URL names; refuses in words where it cannot be reached. */
export async function connectOrRefuse(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // told by the query that meets it
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new Refusal(
      `The database of DATABASE_URL cannot be reached (${reasonOf(error)}): ${remedyOf(error)}.`,
    );
  }
}

/**
 * Refuses a database on which the hub cannot live: older than PostgreSQL 17, unable to see Kazakh letters, read
 * only, or written by a version of Dostyq that knows migrations beyond `known`.
 */
export async function assertFit(client: ClientBase, known: string[]): Promise<void> {
  const found = await look(client);
  if (found.version < 170_000)
    throw new Refusal(
      `The database runs PostgreSQL ${Math.floor(found.version / 10_000)} and Dostyq needs 17 or newer: upgrade it or choose another with DATABASE_URL.`,
    );
  if (found.replica)
    throw new Refusal(
      "The database is a standby that can only be read: let DATABASE_URL name the primary server.",
    );
  if (found.encoding !== "UTF8")
    throw new Refusal(
      `The database stores text as ${found.encoding}, which lacks Kazakh letters: ${createAnew}.`,
    );
  await assertSeesKazakh(client, found.trgm);
  if (found.migrations) await assertNotNewer(client, known);
}

async function look(client: ClientBase): Promise<Found> {
  const { rows } = await client.query<Found>(`
    select current_setting('server_version_num')::int as version,
      current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as replica,
      (select extnamespace::regnamespace::text from pg_extension where extname = 'pg_trgm') as trgm,
      to_regclass('platform.migration')::text as migrations`);
  return rows[0] as Found;
}

const createAnew =
  "create it anew with `create database … template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' lc_ctype 'C.UTF-8'`";

async function assertSeesKazakh(client: ClientBase, schema: string | null): Promise<void> {
  await client.query("begin");
  try {
    if (!schema) await client.query("create extension pg_trgm");
    const { rows } = await client.query<{ seen: string[] }>(
      `select ${schema ? `${schema}.` : ""}show_trgm('Алғабас') as seen`,
    );
    if (rows[0]?.seen.length) return;
  } catch (error) {
    throw new Refusal(
      `The database cannot use the extension pg_trgm (${reasonOf(error)}): install PostgreSQL's contrib package and let an administrator run \`create extension pg_trgm\` in it.`,
    );
  } finally {
    await client.query("rollback");
  }
  throw new Refusal(
    `The database does not see Kazakh letters in names, so nobody would be found: ${createAnew}.`,
  );
}

async function assertNotNewer(client: ClientBase, known: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from platform.migration where name <> all($1) order by name limit 1",
    [known],
  );
  const newer = rows[0];
  if (!newer) return;
  throw new Refusal(
    `The database was written by a newer Dostyq (it has the step ${newer.name}, which this version does not know): start that newer version, or restore a backup made before it.`,
  );
}

const remedies: Record<string, string> = {
  "28P01": "correct the user and password in it",
  "28000": "let the server's pg_hba.conf admit this user, or correct the user in it",
  "3D000": "create that database or correct its name in it",
  ENOTFOUND: "correct the host in it",
  ECONNREFUSED: "start that PostgreSQL or correct host and port in it",
};

function remedyOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return remedies[String(code)] ?? "check that the server runs and that DATABASE_URL names it rightly";
}

/** What the server or the network said; of a refused connection Node gives one error for each address it tried. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
