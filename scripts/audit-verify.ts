// npm run audit:verify [-- --head POSITION:HASH]
// Checks the whole chain of the audit: every hash, every detail that is still there, gaps, what is not sealed, and that
// it passes through every head kept in VAR_DIR/audit-heads.log or given with --head (from the log of a night).
import { parseArgs } from "node:util";
import { type KeptHead, keptHeads, readHead } from "../src/platform/audit/heads.ts";
import { type Problem, verifyOnce } from "../src/platform/audit/verifying.ts";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { withDatabase } from "./house.ts";

const sentences: Record<Problem["kind"], (place: string) => string> = {
  position_missing: (place) => `The chain has a gap: the seal at position ${place} is missing.`,
  entry_missing: (place) => `Entry ${place} was deleted after it was sealed.`,
  entry_changed: (place) => `Entry ${place} or its seal was changed after it was sealed.`,
  detail_changed: (place) => `The detail of entry ${place} was changed after it was written.`,
  detail_lost: (place) => `The detail of entry ${place} was deleted, and no erasure took it.`,
  detail_added: (place) => `A detail was added to entry ${place}, which had none.`,
  entry_unlinked: (place) => `Entry ${place} was put in beside the sealer, or its seal was removed.`,
  sealer_stopped: (place) =>
    `Entry ${place} has waited for its seal for more than 10 minutes: nothing is wrong with it, but no sealer runs; start the hub (or its worker) and verify again.`,
  head_missing: (place) =>
    `The chain ends before the head kept at ${place}: entries were cut off, or an older backup was restored.`,
  head_changed: (place) =>
    `The chain does not pass through the head kept at ${place}: it was written anew since.`,
};

try {
  const given = readArguments();
  let whole = true;
  await withDatabase(async (db, settings) => {
    const heads = [...keptHeads(settings.var_dir), ...given];
    const began = performance.now();
    const { position, hash, problem } = await verifyOnce(db, heads, new Date());
    const rate = Math.round(position / ((performance.now() - began) / 1000));
    whole = !problem;
    console.log(
      problem
        ? sentences[problem.kind](problem.place)
        : `${position} entries, the chain is whole and passes through ${heads.length} kept ${heads.length === 1 ? "head" : "heads"} (${rate} entries a second).\nHead: ${position}:${hash.toString("hex")}`,
    );
  });
  if (!whole) process.exitCode = 1;
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

function readArguments(): KeptHead[] {
  const usage =
    "Say it as npm run audit:verify -- --head 1234:9f86d0… (position and hash as the log shows them).";
  try {
    const { head = [] } = parseArgs({ options: { head: { type: "string", multiple: true } } }).values;
    return head.map((text) => {
      const read = readHead(text, `--head ${text}`);
      if (!read) throw new Refusal(`--head ${text} cannot be read. ${usage}`);
      return read;
    });
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${(error as Error).message} ${usage}`);
  }
}
