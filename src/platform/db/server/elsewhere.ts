import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Refusal } from "../../refusal.ts";

export type Ids = { uid: number; gid: number };

/** Where programs and data go when another user has to run them and cannot reach the folder of the hub. */
export const shared = "/var/lib/dostyq";

const pointerOf = (dir: string) => path.join(dir, "postgres-lies-in");

/** The folder that holds the data of `dir`: itself, or where an earlier start had to move it. */
export function homeOf(dir: string): string {
  const pointer = pointerOf(dir);
  if (!existsSync(pointer)) return dir;
  const home = readFileSync(pointer, "utf8").trim();
  const note = path.join(home, "belongs-to");
  const folder = realpathSync(dir);
  const other = existsSync(note) ? readFileSync(note, "utf8").trim() : folder;
  if (other === folder) return home;
  if (existsSync(pointerOf(other)))
    throw new Refusal(
      `${folder} looks like a copy: its database lies in ${home} and belongs to ${other}. To begin with an empty one, delete ${pointer}.`,
    );
  writeFileSync(note, `${folder}\n`);
  return home;
}

/** Hands a file or a whole folder to somebody. */
export function give(file: string, ids: Ids | undefined): void {
  if (!ids) return;
  const entries = lstatSync(file).isDirectory()
    ? readdirSync(file, { recursive: true, encoding: "utf8" })
    : [];
  for (const entry of ["", ...entries]) lchownSync(path.join(file, entry), ids.uid, ids.gid);
}

/** Programs below a closed folder such as /root, copied once a version to where the other user can read them. */
export function copyPrograms(native: string): string {
  const about = readFileSync(path.join(native, "..", "package.json"), "utf8");
  const { version } = JSON.parse(about) as { version: string };
  const copy = path.join(shared, `postgresql-${version}-${process.arch}`);
  if (existsSync(copy)) return copy;
  openShared();
  const half = `${copy}.${process.pid}`;
  run("cp", "-a", native, half);
  run("chown", "-R", "0:0", half);
  run("chmod", "-R", "go=rX", half);
  renameSync(half, copy);
  return copy;
}

/** Data below a closed folder, moved to a place keyed by that folder; a pointer stays behind. */
export function moveData(dir: string, ids: Ids): string {
  const folder = realpathSync(dir);
  const home = path.join(shared, createHash("sha256").update(folder).digest("hex").slice(0, 12));
  openShared();
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o711);
  const [from, to] = [path.join(dir, "postgres"), path.join(home, "postgres")];
  if (existsSync(from)) copyData(from, to, ids);
  writeFileSync(path.join(home, "belongs-to"), `${folder}\n`);
  writeFileSync(pointerOf(dir), `${home}\n`);
  run("sync");
  rmSync(from, { recursive: true, force: true });
  return home;
}

function copyData(from: string, to: string, ids: Ids): void {
  if (existsSync(to))
    throw new Refusal(`There is data both in ${from} and in ${to}: move the one not wanted out of the way.`);
  const half = `${to}.half`;
  rmSync(half, { recursive: true, force: true });
  run("cp", "-a", from, half);
  give(half, ids);
  renameSync(half, to);
}

function openShared(): void {
  mkdirSync(shared, { recursive: true });
  chmodSync(shared, 0o755);
}

function run(program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split("\n")[0];
  throw new Refusal(
    `The database's files could not be copied to ${shared} (${reason}): correct that and start again.`,
  );
}
