import { sql } from "kysely";
import type { Tx } from "../../../platform/db/pool.ts";

/** Lets one desk at a time register a person of this hub who was born on this day, until the transaction ends. */
export const holdTurn = (tx: Tx, hub: string, birth_date: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`desk ${hub} ${birth_date}`}, 0))`.execute(tx);
