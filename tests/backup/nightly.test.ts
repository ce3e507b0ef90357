import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { jobsOfAll } from "../../src/jobs.ts";
import { lastBackup } from "../../src/platform/backup/records.ts";
import { canRun } from "../../src/platform/db/server/owner.ts";
import { openHub, type TestHub } from "../hub.ts";
import { someHub, someMember } from "../members.ts";
import { emptyDatabase, ownFolder, passphrase, restore, rowsOf } from "./tools.ts";

let hub: TestHub;
let folder: string;
beforeAll(async () => {
  folder = ownFolder();
  hub = await openHub({ BACKUP_DIR: path.join(folder, "backups"), BACKUP_KEEP: "3", VAR_DIR: folder });
  await someMember(hub.db, { hub: await someHub(hub.db, { slug: "kokshetau" }) });
});

const backups = () => readdirSync(path.join(folder, "backups")).sort();

async function night(day: string, settings = {}): Promise<void> {
  const job = jobsOfAll.find((each) => each.name === "backup.nightly")!;
  const now = new Date(`${day}T20:15:00Z`);
  await job.run({ db: hub.db, jobs: hub.jobs, settings: { ...hub.settings, ...settings }, now }, {});
}

describe("every night", () => {
  test("a backup is written that can be restored, and nobody else on the machine may read it", async () => {
    const before = await rowsOf(hub.settings.database_url ?? "");
    await night("2026-11-22");
    expect(backups()).toEqual(["nightly-20261122T2015.dostyq"]);
    const file = path.join(folder, "backups", "nightly-20261122T2015.dostyq");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const target = await emptyDatabase();
    await restore({ url: target, file });
    expect(await rowsOf(target)).toEqual(before);
    expect(await lastBackup(hub.db)).toMatchObject({
      good: { kind: "nightly", file, bytes: statSync(file).size, encrypted: false, failure: null },
      failed: undefined,
    });
  });

  test("only as many are kept as were asked for, and others' files stay", async () => {
    writeFileSync(path.join(folder, "backups", "nightly-by-hand.txt"), "mine");
    writeFileSync(path.join(folder, "backups", "nightly-20261101T2015.dostyq.part"), "half, of a killed hub");
    for (const day of ["2026-11-23", "2026-11-24", "2026-11-25"]) await night(day);
    expect(backups()).toEqual([
      "nightly-20261123T2015.dostyq",
      "nightly-20261124T2015.dostyq",
      "nightly-20261125T2015.dostyq",
      "nightly-by-hand.txt",
    ]);
  });

  test("a backup that fails takes no older one away, and an administrator can read why", async () => {
    const before = backups();
    writeFileSync(path.join(folder, "a-file"), "");
    await expect(night("2026-11-26", { backup_dir: path.join(folder, "a-file", "x") })).rejects.toThrow(
      "ENOTDIR",
    );
    expect(backups()).toEqual(before);
    const { good, failed } = await lastBackup(hub.db);
    expect(good?.started_at).toEqual(new Date("2026-11-25T20:15:00Z"));
    expect(failed).toMatchObject({
      kind: "nightly",
      bytes: null,
      failure: expect.stringContaining("ENOTDIR"),
    });
    await night("2026-11-27", { backup_passphrase: passphrase });
    expect(await lastBackup(hub.db)).toMatchObject({ good: { encrypted: true }, failed: undefined });
  });

  test("none is written where none are kept", async () => {
    const before = backups();
    await night("2026-11-28", { backup_keep: 0 });
    expect(backups()).toEqual(before);
  });
});

// A disk of a test's own can be arranged by root only.
const canMount = process.getuid?.() === 0 && canRun(["unshare", "--mount", "--"]);
test.runIf(canMount)(
  "a disk that fills up while a backup is written is told in a sentence, and nothing is left on it",
  async () => {
    const dir = ownFolder();
    const script = `mount -t tmpfs -o size=1m tmpfs "$0" && echo mounted && exec sleep 600`;
    const holder = spawn("unshare", ["--mount", "--", "sh", "-c", script, dir]);
    await once(holder.stdout, "data");
    try {
      const inside = `/proc/${holder.pid}/root${dir}`;
      mkdirSync(path.join(folder, "files"), { recursive: true });
      execFileSync("sh", ["-c", `head -c 3000000 /dev/urandom > "$0"`, path.join(folder, "files", "noise")]);
      await expect(night("2026-11-29", { backup_dir: inside })).rejects.toThrow(
        /^The disk is full: \S+ has no room for the backup; free some space or choose another folder\. Nothing of it was left behind\.$/,
      );
      expect(readdirSync(inside)).toEqual([]);
      expect(existsSync(inside)).toBe(true);
    } finally {
      holder.kill();
    }
  },
);
