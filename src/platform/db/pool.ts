import { Kysely, type LogEvent, PostgresDialect, type Transaction } from "kysely";
import { Pool, types } from "pg";
import { PreparingClient } from "./prepared.ts";
import type { DB } from "./schema.ts";

/** The pool or a transaction: what every store function takes first. */
export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;
export type Schema = DB;

// Whole numbers of eight bytes are counts here, never beyond 2^53; days stay text so no zone can move them.
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.DATE, (text) => text);

/** A pool of connections to the database at `url`, as Kysely; `destroy()` closes it. */
export function connect(url: string, options: { max?: number; log?: (event: LogEvent) => void } = {}): Db {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 12,
    Client: PreparingClient,
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", () => {}); // an idle connection that the server closed is replaced at its next use
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    ...(options.log ? { log: options.log } : {}),
  });
}
