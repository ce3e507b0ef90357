import type { ClientBase } from "pg";
import { getConstructionPlans } from "pg-boss";

/** Makes the queue's schema in the transaction of this connection, where pg-boss itself would take one of its own. */
export async function installQueue(client: ClientBase): Promise<void> {
  const plans = getConstructionPlans("jobs").trim();
  const [, statements] = /^BEGIN;(.*)COMMIT;$/s.exec(plans) ?? [];
  if (statements === undefined) throw new Error("pg-boss no longer makes its schema in one transaction");
  await client.query(statements);
  await client.query("set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0");
}
