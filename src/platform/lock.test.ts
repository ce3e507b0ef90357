import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock.mjs";

let folder = "";
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), "dostyq-lock-")), "lock");
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

/** A process that takes the lock, says so, and keeps it until it is told to end. */
async function other(note: string) {
  const script = `const { takeLock } = await import(${JSON.stringify(path.join(import.meta.dirname, "lock.mjs"))});
    const lock = await takeLock(${JSON.stringify(folder)}, ${JSON.stringify(note)});
    console.log(lock.holder ? "held" : "mine");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { pid: child.pid, said: said.toString().trim(), kill };
}

test("the second who comes is told who was first and what they left word of", async () => {
  const first = await other("http://127.0.0.1:3000");
  expect(first.said).toBe("mine");
  expect((await takeLock(folder)).holder).toEqual({ pid: first.pid, note: "http://127.0.0.1:3000" });
  await first.kill();
});

test("a lock whose holder was killed is free", async () => {
  const first = await other("");
  await first.kill();
  expect(readdirSync(folder)).toHaveLength(1);
  const lock = await takeLock(folder);
  expect(lock.holder).toBeUndefined();
  lock.release?.();
  expect(readdirSync(folder)).toEqual([]);
});

test("a ticket of an earlier process with the number of a living one is worth nothing", async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, `${process.ppid}-1-00000000-1`), "");
  expect((await takeLock(folder)).holder).toBeUndefined();
});

test("of ten who come at once, at most one gets it", async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => other("")));
  expect(all.filter((each) => each.said === "mine").length).toBeLessThanOrEqual(1);
  await Promise.all(all.map((each) => each.kill()));
});
