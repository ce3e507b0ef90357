import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Refusal } from "../refusal.ts";

/** Asks for a passphrase on the terminal, showing nothing of it; refuses where nobody sits at one. */
export async function askPassphrase(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Refusal("A passphrase is needed and nobody can be asked here: set BACKUP_PASSPHRASE.");
  process.stdout.write(question);
  const silence = new Writable({ write: (_text, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: silence, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      asking.question("", resolve);
      asking.once("SIGINT", () => reject(new Refusal("No passphrase was given; nothing was done.")));
      asking.once("close", () => reject(new Refusal("No passphrase was given; nothing was done.")));
    });
  } finally {
    asking.close();
    process.stdout.write("\n");
  }
}
