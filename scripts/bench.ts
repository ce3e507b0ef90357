// npm run bench [-- lists | export | processes | backup]: what we measure; without a word, our pages against a floor.
import { argv } from "node:process";

const [what, ...words] = argv.slice(2);
if (what === "lists") await (await import("../bench/lists.ts")).measureLists(words);
else if (what === "export") await (await import("../bench/exports.ts")).measureExports();
else if (what === "processes") await (await import("../bench/processes.ts")).measureProcesses();
else await import(what === "backup" ? "../bench/backup.ts" : "../bench/run.ts");
