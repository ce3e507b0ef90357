import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { languages } from "../../src/platform/i18n/language.ts";
import { root } from "../../src/platform/root.ts";
import { samplePeople } from "../../src/sample/load.ts";
import { connect } from "../../src/platform/db/pool.ts";
import { pages } from "../pages.ts";
import type { Role } from "../sample-hub.ts";
import { databaseOf, emptyFolder, type HubProcess, startHub } from "./process.ts";

const env = { PUBLIC_ADDRESS: "http://hub.example.kz", LOG_LEVEL: "error" };

/** Runs one of our commands as an operator would; answers how it ended and what it said. */
async function run(script: string, args: string[], more: Record<string, string>) {
  const { NODE_ENV: _mode, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(root, "scripts", script), ...args], {
    cwd: root,
    env: { ...inherited, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

const visit = (hub: HubProcess, page: string, session: string | undefined, more: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${hub.port}${page}`, {
    redirect: "manual",
    ...more,
    headers: { "sec-fetch-site": "same-origin", ...(session ? { cookie: `session=${session}` } : {}) },
  });

/** Sessions of the sample people, by role. */
async function signInAll(hub: HubProcess): Promise<Map<Role, string>> {
  const db = connect(databaseOf(hub.dir), { max: 1 });
  const people = await samplePeople(db);
  await db.destroy();
  const sessions = new Map<Role, string>();
  for (const { id, role } of people) {
    const body = new URLSearchParams({ person: id });
    const answer = await visit(hub, "/en/sample/sign-in", undefined, { method: "POST", body });
    const session = /session=([^;]+)/.exec(answer.headers.getSetCookie().join())?.[1];
    if (session && !sessions.has(role)) sessions.set(role, session);
  }
  await giveSecondFactor(hub);
  return sessions;
}

/** As if everybody who signed in had given their second factor too. */
async function giveSecondFactor(hub: HubProcess): Promise<void> {
  const db = connect(databaseOf(hub.dir), { max: 1 });
  await db.updateTable("accounts.session").set({ second_factor_at: new Date() }).execute();
  await db.destroy();
}

/** What tells of the machine as it is now, or who reads right now, and differs on every reading. */
const ofTheMoment = new Set(["/system", "/audit", "/me/readers"]);

/** Every page that has an address of its own, as its readers see it in each language. */
async function readAll(hub: HubProcess, sessions: Map<Role, string>): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const { role, reach } of pages) {
    if (typeof reach !== "string" || ofTheMoment.has(reach.split("?")[0] ?? "")) continue;
    for (const language of languages) {
      const address = `/${language}${reach}`;
      const answer = await visit(hub, address, sessions.get(role));
      seen.set(`${role} ${address}`, `${answer.status} ${await answer.text()}`);
    }
  }
  return seen;
}

const number = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What stands on paper alone: when it was printed. */
const printed = /<p class="only-print printed">[^<]*<\/p>/g;

/** Forms and refusals bear a number that is new each time: whatever the same hub does not say twice. */
function withoutNew(text: string, once: string | undefined, twice: string | undefined): string {
  const kept = new Set(once?.match(number)?.filter((each) => twice?.includes(each)));
  return text.replaceAll(printed, "").replaceAll(number, (each) => (kept.has(each) ? each : "a new number"));
}

/** Where two texts begin to differ, in a few words. */
function difference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${one.slice(at - 60, at + 60)} ≠ ${other.slice(at - 60, at + 60)}`;
}

test("a hub whose machine burned down comes back from its backup with every page as it was", async () => {
  const dir = emptyFolder();
  const first = await startHub({ dir, env, args: [] });
  await first.ready();
  const sessions = await signInAll(first);
  const once = await readAll(first, sessions);
  const before = await readAll(first, sessions);
  expect(before.size).toBeGreaterThan(100);
  const file = path.join(emptyFolder(), "hub.dostyq");
  const BACKUP_PASSPHRASE = "білгірлер ғана ашады";
  const backup = await run("backup.ts", [file], { VAR_DIR: dir, BACKUP_PASSPHRASE });
  expect(backup).toMatchObject({ code: 0, said: expect.stringContaining("read again and found whole") });
  first.signal("SIGKILL");
  await first.ended;

  const elsewhere = emptyFolder();
  const log = path.join(elsewhere, "erasures");
  writeFileSync(log, "2026-11-22T06:00:00.000Z 00000000-0000-4000-8000-000000000009\n");
  const restore = await run("restore.ts", [file, "--erasures", log], {
    VAR_DIR: elsewhere,
    BACKUP_PASSPHRASE,
  });
  expect(restore).toMatchObject({ code: 0, said: expect.stringContaining("each table equal to the backup") });
  expect(restore.said).toContain("forgotten again: 1.");
  expect(restore.said).toContain("The hub's secret is the one of the backup");
  const second = await startHub({ dir: elsewhere, env, args: [] });
  await second.ready();
  const after = await readAll(second, sessions);
  const differing = [...before].flatMap(([page, text]) => {
    const [was, is] = [text, after.get(page) ?? ""].map((each) => withoutNew(each, once.get(page), text));
    return was === is ? [] : [`${page}: ${difference(was ?? "", is ?? "")}`];
  });
  expect(differing).toEqual([]);
});
