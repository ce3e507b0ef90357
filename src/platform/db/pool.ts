import { Kysely, type LogEvent, PostgresDialect, type Transaction } from "kysely";
import { type ClientBase, Pool, type PoolClient, types } from "pg";
import Cursor from "pg-cursor";
import { PreparingClient } from "./prepared.ts";
import type { DB } from "./schema.ts";

/** The pool or a transaction: what every store function takes first. */
export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;
export type Schema = DB;

// Whole numbers of eight bytes are counts here, never beyond 2^53; days stay text so no zone can move them.
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.DATE, (text) => text);

const pools = new WeakMap<Db, Pool>();

/** The connections behind a database handle, for counting them. */
export const poolOf = (db: Db): Pick<Pool, "totalCount" | "idleCount" | "waitingCount"> =>
  pools.get(db) ?? { totalCount: 0, idleCount: 0, waitingCount: 0 };

/** A pool of connections to the database at `url`, as Kysely; `destroy()` closes it. */
export function connect(url: string, options: { max?: number; log?: (event: LogEvent) => void } = {}): Db {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 12,
    Client: PreparingClient,
    // The plan of a kept statement is kept as well (decision 0006): planning a list anew costs more than reading it, and
    // the server's own guess of which is cheaper leaves it at that for most lists.
    options: "-c plan_cache_mode=force_generic_plan",
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", () => {}); // an idle connection that the server closed is replaced at its next use
  // One that dies between two statements of a transaction is told by the next statement; unheard it would end the hub.
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool, cursor: Cursor }),
    ...(options.log ? { log: options.log } : {}),
  });
  pools.set(db, pool);
  return db;
}

/**
 * Lends a plain connection for what Kysely has no words for, such as `copy`. It is closed afterwards: nobody knows in
 * what state it comes back.
 */
export async function withClient<Answer>(
  db: Db,
  run: (client: PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const client = await pools.get(db)?.connect();
  if (!client) throw new TypeError("this database was not made by connect()");
  try {
    return await run(client);
  } finally {
    client.release(true);
  }
}

/** One connection as Kysely: transactions on it see what the connection itself does. */
export function onClient(client: ClientBase): Db {
  const borrowed = { query: client.query.bind(client), release: () => {} } as unknown as PoolClient;
  const pool = { connect: async () => borrowed, end: async () => {}, options: {} };
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
