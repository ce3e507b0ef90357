// `node scripts/run.mjs TASK …` runs scripts/TASK.ts under the Node that package-lock.json pins,
// and first installs whatever the lock file names. Runs on Node 20.19 with no node_modules at all.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Dostyq needs Node 20.19 or newer to start and this is ${process.version}: install a newer one from https://nodejs.org and start again.`,
  );
  process.exit(1);
}

const { runTask } = await import("./bootstrap.mjs");
await runTask(process.argv[2] ?? "start", process.argv.slice(3));
