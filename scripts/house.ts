// Lets a script use the product's own code, which Node alone cannot read: its pages are JSX.
import path from "node:path";
import { runnerImport } from "vite";
import { readSettings, type Settings } from "../src/platform/config.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { connect, type Db } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { writeWords } from "./words.ts";

/** A module of the product, by its path from the product's folder. */
export async function load<Module>(file: string): Promise<Module> {
  await writeWords();
  const config = { configFile: false as const, root, logLevel: "error" as const, oxc: jsx };
  const { module } = await runnerImport<Module>(path.join(root, file), config);
  return module;
}

const jsx = { jsx: { runtime: "automatic", importSource: "preact" } } as const;

/** Does something with the hub's database, its own or the one that DATABASE_URL names, brought to this version first. */
export async function withDatabase(
  run: (db: Db, settings: Settings, steps: string[]) => Promise<void>,
): Promise<void> {
  const settings = readSettings(process.env);
  const server = settings.database_url
    ? null
    : await startDatabase({ dir: settings.var_dir, log: console.log });
  const db = connect(server?.url ?? settings.database_url ?? "", { max: 2 });
  try {
    await run(db, settings, await migrate(db));
  } finally {
    await db.destroy();
    await server?.stop();
  }
}
