import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { databaseUrl } from "./database.ts";

/** The tests' own server. */
export const serverUrl = (): string => (JSON.parse(inject("server")) as { url: string }).url;

/** Runs statements one after the other; answers the rows of the last. */
export async function run(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let rows: Record<string, unknown>[] = [];
  for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
  await client.end();
  return rows;
}

/** A database on the tests' own server, made with these words; gone at the end. */
export async function freshDatabase(words = ""): Promise<string> {
  const name = `start_${randomUUID().replaceAll("-", "")}`;
  await run(serverUrl(), `create database ${name} ${words}`);
  afterAll(() => run(serverUrl(), `drop database if exists ${name} with (force)`));
  return databaseUrl(serverUrl(), name);
}
