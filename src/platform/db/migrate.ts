import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Migration, Migrator } from "kysely/migration";
import { root } from "../root.ts";
import type { Db } from "./pool.ts";

const folder = path.join(root, "migrations");

/** Names of the migrations this version of Dostyq brings, oldest first. */
export const knownMigrations = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();

/** Brings the database up to this version, in one transaction: it is old or new, never between. */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: readMigrations },
    migrationTableSchema: "platform",
    migrationTableName: "migration",
    migrationLockTableName: "migration_lock",
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map((each) => each.migrationName);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const entries = await Promise.all(
    knownMigrations().map(async (name) => {
      const file = pathToFileURL(path.join(folder, `${name}.ts`)).href;
      return [name, (await import(/* @vite-ignore */ file)) as Migration] as const;
    }),
  );
  return Object.fromEntries(entries);
}
