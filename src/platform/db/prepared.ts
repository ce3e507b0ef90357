import { hash } from "node:crypto";
import { Client, type QueryResult } from "pg";

const mostStatements = 500;
const names = new Map<string, string>();
let generation = 0;

/**
 * A connection that has the server keep each statement with its plan from its first use: reading and planning cost more
 * than running most of ours. Past the first 500 different statements the rest are sent as they are.
 */
export class PreparingClient extends Client {
  // The many ways to call `query` are pg's own; only the one that Kysely uses is looked at.
  override query(...given: unknown[]): never {
    const [text, values, ...more] = given;
    const name = typeof text === "string" && Array.isArray(values) ? nameOf(text) : undefined;
    if (!name || more.length > 0) return passOn(this, given);
    const answer: Promise<QueryResult> = passOn(this, [{ name, text, values }]);
    return answer.catch(forgetOnChange) as never;
  }
}

const passOn = (client: PreparingClient, given: unknown[]) =>
  Reflect.apply(Client.prototype.query, client, given) as never;

/** One statement that reads or writes rows: what makes tables runs once, and several in one text cannot be kept. */
const worthKeeping = /^\s*(select|with|insert|update|delete)\b[^;]*$/i;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements || !worthKeeping.test(text)) return known;
  const name = `${generation}_${hash("sha1", text, "base64url")}`;
  names.set(text, name);
  return name;
}

/** A newer Dostyq changed a table meanwhile: every statement gets a new name, and this one asks to be tried again. */
function forgetOnChange(error: Error & { code?: string }): never {
  if (error.code === changedTable) {
    names.clear();
    generation += 1;
  }
  throw error;
}

/** What the server says when a kept statement would answer other columns than before. */
export const changedTable = "0A000";
