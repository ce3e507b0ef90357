import { changedTable } from "./prepared.ts";

type Failure = { code?: unknown; message?: unknown; syscall?: unknown };

/** What PostgreSQL and the network say when the database is full of visitors, starting, stopping, killed or gone. */
const away = new Set([
  "53300", // too many connections
  "57P01", // shut down by its administrator
  "57P02", // another of its processes crashed
  "57P03", // still starting
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  changedTable,
]);
const messages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the database could not be asked, so that the same request may go well a little later. */
export function isAway(error: unknown): boolean {
  const { code, message, syscall } = error as Failure;
  if (away.has(String(code))) return true;
  // Its socket is a file, which is not there between two lives.
  if (code === "ENOENT" && syscall === "connect") return true;
  return messages.test(String(message));
}

const full = new Set(["53100", "ENOSPC", "EDQUOT"]);

/** Whether there was no room on a disk, the database's or ours. */
export const isFull = (error: unknown): boolean => full.has(String((error as Failure).code));
