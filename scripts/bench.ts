// npm run bench [-- lists | export | processes | backup]: what we measure; without a word, our pages against a floor,
// and what the hub takes of memory.
import { argv } from "node:process";

const [what, ...words] = argv.slice(2);
if (what === "lists") await (await import("../bench/lists.ts")).measureLists(words);
else if (what === "export") await (await import("../bench/exports.ts")).measureExports();
else if (what === "processes") await (await import("../bench/processes.ts")).measureProcesses();
else if (what === "backup") await import("../bench/backup.ts");
else {
  await import("../bench/run.ts");
  await import("../bench/memory.ts");
}
