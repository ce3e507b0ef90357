import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { knownMigrations, migrate } from "../../src/platform/db/migrate.ts";
import { connect } from "../../src/platform/db/pool.ts";
import { backUp, emptyDatabase, ownFolder, passphrase, restore, schemaOf, secret } from "./tools.ts";

let url: string;
let folder: string;
const picture = Buffer.from(Array.from({ length: 2_500_000 }, (_, index) => (index * index) % 251));
beforeAll(async () => {
  url = await emptyDatabase();
  const db = connect(url, { max: 1 });
  await migrate(db, knownMigrations().slice(0, 4));
  await db.destroy();
  folder = ownFolder();
  mkdirSync(path.join(folder, "files", "Әсел", "deep"), { recursive: true });
  writeFileSync(path.join(folder, "files", "Әсел", "deep", "picture.png"), picture);
  writeFileSync(path.join(folder, "files", "empty"), "");
});

test("files come back as they were, and the secret with them where the backup is encrypted", async () => {
  const file = path.join(folder, "sealed");
  await backUp({ url, file, passphrase });
  const var_dir = ownFolder();
  const target = await emptyDatabase();
  const restored = await restore({ url: target, file, passphrase, var_dir });
  expect(readFileSync(path.join(var_dir, "files", "Әсел", "deep", "picture.png")).equals(picture)).toBe(true);
  expect(readFileSync(path.join(var_dir, "files", "empty"), "utf8")).toBe("");
  expect(readFileSync(path.join(var_dir, "secret"), "utf8")).toBe(`${secret}\n`);
  expect(statSync(path.join(var_dir, "secret")).mode & 0o777).toBe(0o600);
  expect(readdirSync(var_dir).sort()).toEqual(["files", "secret"]);
  // The backup was of an older version: the restore ends at this one.
  expect(restored.steps).toEqual(knownMigrations().slice(4));
  const fresh = await emptyDatabase();
  const db = connect(fresh, { max: 1 });
  await migrate(db);
  await db.destroy();
  expect(await schemaOf(target)).toEqual(await schemaOf(fresh));
});

test("a backup that anybody can read never holds the secret, and a restore of it leaves the present one", async () => {
  const file = path.join(folder, "plain");
  await backUp({ url, file });
  expect(readFileSync(file).includes(secret)).toBe(false);
  const var_dir = ownFolder();
  writeFileSync(path.join(var_dir, "secret"), "mine");
  await restore({ url: await emptyDatabase(), file, var_dir });
  expect(readFileSync(path.join(var_dir, "secret"), "utf8")).toBe("mine");
});
