import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal } from "../refusal.ts";
import type { Manifest } from "./format.ts";

/** What an archive holds beside rows, and where it goes: nowhere but into a folder of its own until all is well. */
export type Belongings = {
  addFile: (number: string, pieces: AsyncIterable<Buffer>) => Promise<void>;
  nameFiles: (files: Manifest["files"]) => void;
  addSecret: (secret: string) => void;
  /** Puts everything in its place. */
  settle: () => void;
  /** Takes everything away again, also from its place. */
  undo: () => void;
};

export function unpackBelongings(var_dir: string): Belongings {
  const place = path.join(var_dir, "files");
  if (existsSync(place) && readdirSync(place).length > 0)
    throw new Refusal(
      `${place} has files already, and a backup is only restored onto an empty installation: move them away or choose another VAR_DIR; nothing was changed.`,
    );
  const secretFile = path.join(var_dir, "secret");
  const before = existsSync(secretFile) ? readFileSync(secretFile) : undefined;
  const folder = path.join(var_dir, `restoring-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "files"), { recursive: true, mode: 0o700 });
  let secret: string | undefined;
  let some = false;
  let settled = false;

  return {
    addFile: async (number, pieces) => {
      await pipeline(pieces, createWriteStream(path.join(folder, number), { mode: 0o600 }));
    },
    nameFiles: (files) => {
      for (const [number, each] of files.entries()) {
        const target = path.join(folder, "files", inside(each.path));
        mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
        const from = path.join(folder, String(number));
        if (existsSync(from)) renameSync(from, target);
        else writeFileSync(target, "", { mode: 0o600 }); // a file of no bytes has no entry
        some = true;
      }
    },
    addSecret: (given) => {
      secret = given;
    },
    settle: () => {
      settled = true;
      if (some) {
        rmSync(place, { recursive: true, force: true });
        renameSync(path.join(folder, "files"), place);
      }
      rmSync(folder, { recursive: true, force: true });
      if (secret !== undefined) writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
    },
    undo: () => {
      rmSync(folder, { recursive: true, force: true });
      if (!settled) return;
      if (some) rmSync(place, { recursive: true, force: true });
      if (before) writeFileSync(secretFile, before, { mode: 0o600 });
      else rmSync(secretFile, { force: true });
    },
  };
}

/** A path that stays inside its folder, whatever the archive says. */
function inside(name: string): string {
  const clean = path.normalize(name);
  if (path.isAbsolute(clean) || clean.split(path.sep).includes(".."))
    throw new Refusal(
      `The backup holds a file ${name} outside its folder: it is not one of ours; nothing was changed.`,
    );
  return clean;
}
