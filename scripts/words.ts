// Reads every messages/{kk,ru,en}.json below src, checks them against each other, and writes words.ts.
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { glob } from "node:fs/promises";
import path from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";

const root = path.resolve(import.meta.dirname, "..");
const target = path.join(root, "src/platform/i18n/words.ts");
const languages = ["kk", "ru", "en"] as const;
const pluralForms = { kk: ["one", "other"], ru: ["one", "few", "many", "other"], en: ["one", "other"] };

type Inputs = Map<string, string>;
type Found = { inputs: Inputs; problems: string[] };

/** What a message asks for, and what is wrong with its plurals in `language`. */
export function readMessage(text: string, language: (typeof languages)[number]): Found {
  const inputs: Inputs = new Map();
  const problems: string[] = [];
  const walk = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument)
        inputs.set(element.value, inputs.get(element.value) ?? "string | number");
      else if (element.type === TYPE.number) inputs.set(element.value, "number");
      else if (element.type === TYPE.plural) {
        inputs.set(element.value, "number");
        const forms = Object.keys(element.options).filter((form) => !form.startsWith("="));
        const missing = pluralForms[language].filter((form) => !forms.includes(form));
        const extra = forms.filter((form) => !pluralForms[language].includes(form));
        if (missing.length > 0) problems.push(`plural lacks ${missing.join(", ")}`);
        if (extra.length > 0) problems.push(`plural has ${extra.join(", ")}, which ${language} does not use`);
        for (const option of Object.values(element.options)) walk(option.value);
      } else if (element.type === TYPE.select) {
        inputs.set(element.value, "string");
        if (!element.options["other"]) problems.push("select lacks other");
        for (const option of Object.values(element.options)) walk(option.value);
      } else if (element.type !== TYPE.literal && element.type !== TYPE.pound)
        problems.push("uses a date, time or tag: format it outside the message");
    }
  };
  try {
    walk(parse(text, { ignoreTag: true }));
  } catch (error) {
    problems.push(`cannot be read: ${(error as Error).message}`);
  }
  if (text.trim() === "") problems.push("is empty");
  return { inputs, problems };
}

type Folder = { prefix: string; file: string; texts: Record<string, Record<string, string>> };

function readFolder(folder: string): { folder: Folder; problems: string[] } {
  const problems: string[] = [];
  const texts: Folder["texts"] = {};
  const prefix = `${path.basename(path.dirname(folder))}.`;
  for (const language of languages) {
    const file = path.join(folder, `${language}.json`);
    if (!existsSync(file)) {
      problems.push(`${path.relative(root, file)} is missing`);
      texts[language] = {};
      continue;
    }
    const text = readFileSync(file, "utf8");
    texts[language] = JSON.parse(text) as Record<string, string>;
    const keys = [...text.matchAll(/^\s*"([^"]+)"\s*:/gm)].map((match) => match[1]);
    for (const key of new Set(keys.filter((key, i) => keys.indexOf(key) !== i)))
      problems.push(`${path.relative(root, file)}: ${key} stands twice`);
  }
  return { folder: { prefix, file: path.relative(root, folder), texts }, problems };
}

function checkKey(folder: Folder, key: string): { problems: string[]; inputs: Inputs } {
  const problems: string[] = [];
  const where = (language: string) => `${folder.file}/${language}.json: ${key}`;
  if (!key.startsWith(folder.prefix)) problems.push(`${where("kk")} must start with ${folder.prefix}`);
  let first: Inputs | undefined;
  for (const language of languages) {
    const text = folder.texts[language]?.[key];
    if (typeof text !== "string") {
      problems.push(`${where(language)} is missing`);
      continue;
    }
    const found = readMessage(text, language);
    problems.push(...found.problems.map((problem) => `${where(language)} ${problem}`));
    first ??= found.inputs;
    const here = [...found.inputs.keys()].sort().join(", ");
    const there = [...first.keys()].sort().join(", ");
    if (here !== there) problems.push(`${where(language)} fills in {${here}}, another language {${there}}`);
  }
  return { problems, inputs: first ?? new Map() };
}

/** Every message of the product, checked; `source` is the text of words.ts. */
export async function collectWords(): Promise<{ source: string; problems: string[]; count: number }> {
  const problems: string[] = [];
  const lines: string[] = [];
  const folders = (await Array.fromAsync(glob("src/**/messages", { cwd: root }))).sort();
  for (const each of folders) {
    const read = readFolder(path.join(root, each));
    problems.push(...read.problems);
    const keys = new Set(languages.flatMap((language) => Object.keys(read.folder.texts[language] ?? {})));
    for (const key of [...keys].sort()) {
      const { problems: found, inputs } = checkKey(read.folder, key);
      problems.push(...found);
      const texts = JSON.stringify(
        Object.fromEntries(
          languages.map((language) => [language, read.folder.texts[language]?.[key] ?? `⟦${key}⟧`]),
        ),
      );
      const types = [...inputs].map(([name, type]) => `${name}: ${type}`).join("; ");
      lines.push(`  ${JSON.stringify(key)}: ${types ? `filled<{ ${types} }>` : "plain"}(${texts}),`);
    }
  }
  const source = `// Written by scripts/words.ts from every messages/*.json. Do not edit.
import { filled, plain } from "./word.ts";

/** Every sentence the product says, in the language being spoken. */
export const m = {
${lines.join("\n")}
};
`;
  return { source, problems, count: lines.length };
}

/** Writes words.ts where it differs from the messages; answers what is wrong with them. */
export async function writeWords(): Promise<{ problems: string[]; count: number }> {
  const { source, problems, count } = await collectWords();
  if (!existsSync(target) || readFileSync(target, "utf8") !== source) writeFileSync(target, source);
  return { problems, count };
}

if (import.meta.main) {
  const { problems, count } = await writeWords();
  for (const problem of problems) console.error(problem);
  console.log(`${count} messages in ${languages.join(", ")}, ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
