import { setTimeout as sleep } from "node:timers/promises";

/** What is waited for, or an error that names it: under fire nothing may be waited for without an end. */
export async function within<Awaited>(
  seconds: number,
  what: string,
  awaited: Promise<Awaited>,
): Promise<Awaited> {
  const over = new AbortController();
  const late = sleep(seconds * 1000, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${what}: not in ${seconds} seconds`);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    over.abort();
    late.catch(() => {});
  }
}
