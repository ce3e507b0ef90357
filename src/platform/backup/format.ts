/** The first line of an archive, in plain JSON: what a reader must know before it can read on. */
export type Header = {
  dostyq_backup: 1;
  version: string;
  made: string;
  encrypted?: { scrypt: { N: number; r: number; p: number; salt: string }; check: string };
};

/** The first entry, `about.json`: what the database was when it was read. */
export type About = {
  /** Applied migrations, oldest first. */
  migrations: string[];
  /** Version of the queue's own schema; null where there is none yet. */
  queue: number | null;
  /** In the order in which they come, each with the columns of its rows. */
  tables: { name: string; columns: string[] }[];
  /** A mark of the hub's secret, by which another one is told apart; null where it was not known. */
  secret_mark: string | null;
};

export type Part = { rows: number; bytes: number; sha256: string };

/** The last entry, `manifest.json`: an archive without it was cut off. */
export type Manifest = {
  tables: Record<string, Part>;
  /** In the order of their entries. */
  files: { path: string; bytes: number; sha256: string }[];
  sequences: Record<string, { value: string; called: boolean }>;
};

/** Entries are at most so long; whatever is longer comes in several. */
export const pieceLength = 2 ** 20;

/** Ends every archive: to zstd a frame that it skips, to us the mark that the file was not cut off. */
export const endMark = Buffer.concat([
  Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0x10, 0, 0, 0]),
  Buffer.from("DOSTYQ-ENDS-HERE"),
]);
