import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Refusal } from "../../refusal.ts";
import { copyPrograms, give, homeOf, type Ids, moveData, shared } from "./elsewhere.ts";

/** Under whose id PostgreSQL runs, and where its programs and its data therefore lie. */
export type Owner = {
  /** Folder with `bin/postgres` that this owner can reach. */
  native: string;
  /** Folder that holds the data folder `postgres`. */
  home: string;
  /** Words before each program, such as `unshare …`. */
  prefix: string[];
  /** Whom to become; undefined stays who we are. */
  ids: Ids | undefined;
};

/** What the programs of PostgreSQL see of our environment: nothing that could steer them. */
export const environment = {
  PATH: `${process.env["PATH"] ?? ""}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
};

/**
 * Chooses how PostgreSQL, which refuses to run as root, is run here: as the ordinary user that starts it; for root
 * as whoever owns the data already, else in a user namespace where root bears another number, else as a user of
 * its own.
 */
export function chooseOwner(dir: string, native: string): Owner {
  const here: Owner = { native, home: homeOf(dir), prefix: [], ids: undefined };
  if (process.getuid?.() !== 0) return hasName() ? here : (inNamespace(here) ?? refuseNameless());
  const data = statSync(path.join(here.home, "postgres"), { throwIfNoEntry: false });
  if (data && data.uid !== 0) {
    if (canReach(here.home, data)) return asUser(dir, here, data);
    give(path.join(here.home, "postgres"), { uid: 0, gid: 0 });
  }
  return inNamespace(here) ?? asUser(dir, here, ownUser());
}

function hasName(): boolean {
  try {
    return os.userInfo().username !== "";
  } catch {
    return false;
  }
}

function refuseNameless(): never {
  throw new Refusal(
    `PostgreSQL needs a user with a name and number ${process.getuid?.()} has none in /etc/passwd: add it there, start as another user, or set DATABASE_URL.`,
  );
}

function inNamespace(owner: Owner): Owner | undefined {
  const id = someOrdinaryId();
  if (id === undefined) return undefined;
  const prefix = ["unshare", "--user", `--map-user=${id}`, `--map-group=${id}`, "--"];
  return canRun(prefix) ? { ...owner, prefix } : undefined;
}

/** A number to bear inside the namespace: initdb wants one that has a name. */
function someOrdinaryId(): number | undefined {
  if (!existsSync("/etc/passwd")) return undefined;
  const ids = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => Number(line.split(":")[2] ?? 0));
  return ids.includes(1000) ? 1000 : ids.find((id) => id > 0);
}

/** Whether a chain of words such as `unshare …` or `flock …` works here in front of a program. */
export const canRun = ([program = "true", ...words]: string[]): boolean =>
  spawnSync(program, [...words, "true"], { env: environment, stdio: "ignore" }).status === 0;

function asUser(dir: string, owner: Owner, { uid, gid }: Ids): Owner {
  const ids = { uid, gid };
  const native = canReach(path.join(owner.native, "bin", "postgres"), ids)
    ? owner.native
    : copyPrograms(owner.native);
  const home = canReach(owner.home, ids) ? owner.home : moveData(dir, ids);
  const data = path.join(home, "postgres");
  if (existsSync(data) && statSync(data).uid !== uid) give(data, ids);
  return { native, home, prefix: [], ids };
}

/** Whether somebody may walk down to `file`; access lists beyond the nine mode bits are not looked at. */
export function canReach(file: string, who: Ids): boolean {
  const real = realpathSync(file);
  const stat = statSync(real);
  const shift = stat.uid === who.uid ? 6 : stat.gid === who.gid ? 3 : 0;
  const needed = stat.isDirectory() ? 1 : 5;
  if (((stat.mode >> shift) & needed) !== needed) return false;
  return real === "/" || canReach(path.dirname(real), who);
}

function ownUser(): Ids {
  const ids = idsOf("dostyq");
  if (ids) return ids;
  const words = ["--system", "--user-group", "--no-create-home", "--home-dir", shared];
  const made = spawnSync("useradd", [...words, "--shell", "/usr/sbin/nologin", "dostyq"], {
    env: environment,
    encoding: "utf8",
  });
  const found = idsOf("dostyq");
  if (found) return found;
  const reason = made.error?.message ?? made.stderr.trim();
  throw new Refusal(
    `PostgreSQL does not run as root, user namespaces are closed here and a user "dostyq" cannot be made (${reason}): start as an ordinary user, or set DATABASE_URL.`,
  );
}

function idsOf(name: string): Ids | undefined {
  const [uid, gid] = ["-u", "-g"].map((which) => {
    const { status, stdout } = spawnSync("id", [which, name], { env: environment, encoding: "utf8" });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
