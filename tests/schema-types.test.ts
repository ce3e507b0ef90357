import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { schemaFile, typesOf } from "../scripts/db-types.ts";
import { ownDatabase } from "./hub.ts";

test("an engineer who changes a migration is told to write the types anew", async () => {
  const { url } = await ownDatabase();
  expect(readFileSync(schemaFile, "utf8")).toBe(await typesOf(url));
});
