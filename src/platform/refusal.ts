/** A start that cannot go on: its message is one clear sentence that names the cause and the remedy. */
export class Refusal extends Error {
  override name = "Refusal";
}

type Failure = { code?: unknown; path?: unknown; message?: unknown };

const full = (where: string) =>
  `The disk is full${where}: free some space and start again; nothing was damaged.`;

const sentences: Record<string, (where: string) => string> = {
  ENOSPC: full,
  EDQUOT: full,
  // PostgreSQL's own code for a full disk.
  "53100": full,
  EROFS: (where) =>
    `The disk can only be read${where}: make it writable or choose another folder with VAR_DIR.`,
  EACCES: (where) =>
    `This user may not write${where}: give the folder to the user that starts Dostyq, or choose another with VAR_DIR.`,
  EPERM: (where) =>
    `This user may not write${where}: give the folder to the user that starts Dostyq, or choose another with VAR_DIR.`,
};

/** The refusal that a failure of the machine (full disk, missing rights) amounts to, or undefined for anything else. */
export function refusalFrom(failure: unknown): Refusal | undefined {
  if (failure instanceof Refusal) return failure;
  if (!(failure instanceof Error)) return undefined;
  const { code, path } = failure as Failure;
  const sentence = sentences[String(code)];
  if (sentence) return new Refusal(sentence(path ? ` (${String(path)})` : ""), { cause: failure });
  return refusalFrom(failure.cause);
}
