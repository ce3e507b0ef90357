import { execFileSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { connect } from "../../src/platform/db/pool.ts";
import { samplePeople } from "../../src/sample/load.ts";
import { fullSession } from "../factor.ts";
import { realVisitor, type RealVisitor } from "../real-visitor.ts";
import { canMount, databaseOf, disk, emptyFolder, until } from "../start/process.ts";
import { full } from "./seed.ts";
import { type Fire, tell, underFire } from "./under-fire.ts";

vi.setConfig({ testTimeout: full ? 3_600_000 : 300_000 });
const megabytes = 700;

/** A disk of its own for one hub, which can be filled from outside down to so many percent of free room. */
async function smallDisk() {
  const dir = emptyFolder();
  const own = await disk(dir, megabytes);
  const heap = path.join(own.inside, "heap");
  const fill = (percent: number) => {
    const { bavail, blocks, bsize } = statfsSync(own.inside);
    const size = Math.floor(bavail * bsize - (blocks * bsize * percent) / 100);
    const script =
      percent > 0 ? `head -c ${size} /dev/zero >> ${heap}` : `cat /dev/zero >> ${heap} 2>/dev/null || true`;
    execFileSync("sh", ["-c", script]);
  };
  const day = { dir, prefix: own.words, seenAt: own.inside, env: { LOG_LEVEL: "info" } };
  return { day, fill, free: () => execFileSync("rm", ["-f", heap]), eject: own.eject };
}

/** A browser in which somebody of Kokshetau is fully in: their coordinator, or a volunteer without a post. */
async function somebody({ hub, dir }: Fire, who: "coordinator" | "volunteer"): Promise<RealVisitor> {
  const db = connect(databaseOf(dir), { max: 1 });
  const found = await samplePeople(db);
  const { id } = found.find(({ role }) => role === who) ?? { id: "nobody" };
  const browser = realVisitor(() => `http://127.0.0.1:${hub().port}`);
  browser.cookies.set("session", await fullSession({ db, now: () => new Date() }, id));
  await db.destroy();
  return browser;
}

const sentences = {
  kk: "Хаб серверінде орын қалмады",
  ru: "закончилось место",
  en: "The hub has no room left",
};

describe.runIf(canMount)("a disk that fills up under everybody's hands", () => {
  test("below a tenth of free room forms are refused in the reader's language, reading goes on, and room mends it", async () => {
    const { day, fill, free, eject } = await smallDisk();
    let mended = 0;
    const outcome = await underFire(day, async (fire) => {
      const { hub, dir } = fire;
      const pid = hub().pid;
      const guest = realVisitor(() => `http://127.0.0.1:${hub().port}`);
      const member = await somebody(fire, "volunteer");
      const coordinator = await somebody(fire, "coordinator");
      const join = (language: string) => guest.post(`/${language}/join`, { hub: "kokshetau" });
      const reads = async () => [
        (await guest.get(`/kk/hubs/kokshetau?n=${Math.random()}`)).status,
        (await member.get("/kk/me")).status,
        (await coordinator.get("/en/areas")).status,
      ];
      await sleep(1_000);

      fill(8);
      await until(async () => (await join("kk")).status === 507);
      for (const [language, sentence] of Object.entries(sentences))
        expect((await join(language)).body).toContain(sentence);
      expect(await reads()).toEqual([200, 200, 200]);
      expect((await coordinator.get("/en/areas")).body).toContain("disk is full");

      fill(0);
      for (let time = 0; time < 10; time += 1) {
        expect(await reads()).toEqual([200, 200, 200]);
        expect([303, 429, 507]).toContain(
          (await guest.post("/kk/sign-in", { contact: "a@example.org" })).status,
        );
        await sleep(150);
      }

      free();
      await until(async () => (await join("kk")).status === 303);
      mended = Date.now();
      expect(hub().pid).toBe(pid);
      await until(() => lastLine(dir, hub().port) > mended);
      await sleep(500);
    });
    tell("R4, a disk that fills up", outcome);
    expect(outcome.lost).toEqual([]);
    expect(outcome.ledger.surprises).toEqual([]);
    expect(outcome.unsound).toEqual([]);
    expect(outcome.ledger.answers.get(507)).toBeGreaterThan(0);
    expect(outcome.ledger.answers.get(500) ?? 0).toBe(0);
    eject();
  });

  test("without the guard the disk fills to the last byte while people write, and still nothing is lost", async () => {
    const { day, fill, free, eject } = await smallDisk();
    const outcome = await underFire({ ...day, env: { DISK_GUARD: "0" } }, async ({ hub, ledger }) => {
      const { pid, port } = hub();
      const guest = realVisitor(() => `http://127.0.0.1:${port}`);
      await sleep(1_000);
      fill(0);
      await until(() => (ledger.answers.get(507) ?? 0) > 0);
      await sleep(3_000);
      free();
      await until(async () => (await guest.get("/readyz").catch(() => undefined))?.status === 200);
      const joined = ledger.joined.size;
      await until(() => ledger.joined.size > joined + 5);
      expect(hub().pid).toBe(pid);
    });
    tell("R4, a disk without a guard", outcome);
    expect(outcome.lost).toEqual([]);
    expect(outcome.ledger.surprises).toEqual([]);
    expect(outcome.unsound).toEqual([]);
    expect(outcome.ledger.answers.get(500) ?? 0).toBe(0);
    eject();
  });
});

/** When something was last written down. */
function lastLine(dir: string, port: number): number {
  const lines = readFileSync(path.join(dir, "logs", `hub-${port}.log`), "utf8")
    .trim()
    .split("\n");
  const times = lines.map((line) => Number(/"time":(\d+)/.exec(line)?.[1] ?? 0));
  return Math.max(...times);
}
