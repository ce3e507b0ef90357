// npm run bench [-- lists | export | pages]: what we measure; without a word, our pages against a floor.
const [what = "pages", ...words] = process.argv.slice(2);
if (what === "lists") await (await import("../bench/lists.ts")).measureLists(words);
else if (what === "export") await (await import("../bench/exports.ts")).measureExports();
else await import("../bench/run.ts");
