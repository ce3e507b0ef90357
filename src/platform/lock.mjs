// Plain JavaScript, because scripts/bootstrap.mjs takes it before TypeScript can run.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Takes the lock that is the folder `folder`, or tells who holds it. Whoever wants it puts a ticket named after
 * its process there and then looks around: of two, at least one sees the other and withdraws. A ticket is never
 * renamed or shared, so clearing away those of dead processes cannot take a living one's place.
 */
export async function takeLock(folder, note = "") {
  const mine = path.join(folder, identityOf(process.pid) ?? `${process.pid}`);
  for (let attempt = 1; ; attempt++) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mine, note, { mode: 0o600 });
    const holder = livingTickets(folder).find((ticket) => ticket.file !== mine);
    if (!holder) return { release: () => rmSync(mine, { force: true }) };
    rmSync(mine, { force: true });
    // Two that came at the same moment have both withdrawn; chance lets one come back first.
    if (attempt === 3) return { holder: { pid: holder.pid, note: holder.note } };
    await sleep(20 + Math.random() * 200);
  }
}

function livingTickets(folder) {
  const living = [];
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const pid = Number.parseInt(name, 10);
    if (identityOf(pid) === name) living.push({ file, pid, note: readNote(file) });
    else rmSync(file, { force: true });
  }
  return living;
}

/** Its owner may withdraw the ticket between our look at the folder and at the file. */
function readNote(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** A name that no other process ever has: the number alone is given out again, also after a restart of the machine. */
function identityOf(pid) {
  if (!existsSync("/proc/self/stat")) return isAlive(pid) ? `${pid}` : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
    const space = readlinkSync("/proc/self/ns/pid").replace(/\D/g, "");
    return `${pid}-${rest[18]}-${boot}-${space}`;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
