import { hash, verify } from "@node-rs/argon2";
import { Busy } from "../../platform/errors.ts";

// Argon2id with OWASP's lowest recommended cost: 19 MiB, two rounds, one lane; about 25 ms of one core.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const mostRunning = 2;
const mostWaiting = 40;

/** The hash of a password, to be kept. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(tidy(password), cost));

/** Whether a password is the one that was hashed. */
export const matches = (hashed: string, password: string): Promise<boolean> =>
  inTurn(() => verify(hashed, tidy(password)));

/** The hash of no password at all, so that trying one for nobody costs as much as for somebody. */
export const nobodysHash = hash("no password has this text, for it is checked and then thrown away", cost);

/** The same letters however a keyboard composed them. */
const tidy = (password: string): string => password.normalize("NFC");

let running = 0;
const waiting: (() => void)[] = [];

/** Two hashes at a time, so that guessing passwords cannot take both cores and all memory; a long queue is refused. */
async function inTurn<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  if (waiting.length >= mostWaiting) throw new Busy();
  if (running >= mostRunning) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
