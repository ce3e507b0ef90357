// npm run import:places -- FILE --format kato|csv|geojson [--dry-run] [--whole] [--language kk|ru|en]
// Brings a file of places into the register, or says by row why it cannot. The page /places/import does the same.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readSettings } from "../src/platform/config.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { connect } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { isLanguage, speak } from "../src/platform/i18n/language.ts";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { writeWords } from "./words.ts";

const formats = ["kato", "csv", "geojson"] as const;
const shownAtMost = 50;

try {
  await run();
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { file, format, dryRun, whole, language } = readArguments();
  const bytes = readBytes(file);
  await writeWords();
  const { importPlaces } = await import("../src/features/places/actions.ts");
  const { problemText } = await import("../src/features/places/pages/problem-text.ts");
  const { countsOf } = await import("../src/features/places/pages/summary.ts");
  const settings = readSettings(process.env);
  const server = settings.database_url
    ? null
    : await startDatabase({ dir: settings.var_dir, log: console.log });
  const db = connect(server?.url ?? settings.database_url ?? "", { max: 2 });
  try {
    await migrate(db);
    const began = performance.now();
    const given = { name: path.basename(file), format, bytes };
    const done = await importPlaces(db, "installation", given, new Date(), { dryRun, manyRemovals: whole });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (done.kind === "refused") {
      const said = done.problems.map((problem) => speak(language, () => problemText(problem)));
      for (const line of said.slice(0, shownAtMost)) console.error(line);
      if (said.length > shownAtMost) console.error(`… ${said.length - shownAtMost} more.`);
      if (done.problems.some(({ reason }) => reason === "takes_too_much"))
        console.error("Say so with --whole.");
      throw new Refusal("The file was refused and nothing has changed.");
    }
    const counts = speak(language, () => countsOf(done.report));
    for (const { text, count } of counts) console.log(`${text}: ${count}`);
    const what =
      done.kind === "applied"
        ? "applied"
        : dryRun && counts.length > 0
          ? "read only, nothing changed"
          : "nothing to change";
    console.log(`${done.report.rows} rows in ${done.report.encoding}, ${what}, ${seconds} s.`);
  } finally {
    await db.destroy();
    await server?.stop();
  }
}

function readArguments() {
  const { values, positionals } = parse();
  const [file] = positionals;
  const format = formats.find((each) => each === values.format);
  if (!file || !format || !isLanguage(values.language))
    throw new Refusal(
      "Give a file and what is in it: npm run import:places -- FILE --format kato|csv|geojson [--dry-run] [--whole] [--language kk|ru|en].",
    );
  return { file, format, dryRun: values["dry-run"], whole: values.whole, language: values.language };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        format: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        whole: { type: "boolean", default: false },
        language: { type: "string", default: "en" },
      },
    });
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
