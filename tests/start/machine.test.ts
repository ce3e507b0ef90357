import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { canReach, canRun } from "../../src/platform/db/server/owner.ts";
import { root } from "../../src/platform/root.ts";
import {
  canMount,
  disk,
  emptyFolder,
  type HubProcess,
  isRoot,
  main,
  postgresIn,
  refusal,
  startHub,
  usedFolder,
  visit,
} from "./process.ts";

// What depends on who starts the hub and on the machine's disk can be arranged by root only; an ordinary user's own
// start is what every other test of this folder then tries.
const nobody = { uid: 65534, gid: 65534 };
const becomeNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
const nobodyCanRun = isRoot && canReach(path.dirname(main), nobody) && canReach(process.execPath, nobody);

const ownerOf = (pid: number) => statSync(`/proc/${pid}`).uid;

async function close(hub: HubProcess): Promise<void> {
  hub.signal("SIGTERM");
  expect(await hub.ended).toEqual({ code: 0, signal: null });
}

test.runIf(isRoot)("root starts a hub in its own closed folder", async () => {
  const dir = await usedFolder(os.homedir());
  const hub = await startHub({ dir });
  await hub.ready();
  expect(await visit(hub)).toBe(200);
  expect(statSync(path.join(dir, "postgres")).mode & 0o777).toBe(0o700);
  await close(hub);
});

test.runIf(nobodyCanRun)(
  "an ordinary user starts a hub, and root after them keeps the data theirs",
  async () => {
    const dir = emptyFolder();
    execFileSync("chown", ["65534:65534", dir]);
    const theirs = await startHub({ dir, prefix: becomeNobody });
    await theirs.ready();
    expect(postgresIn(dir).map(ownerOf)).toContain(nobody.uid);
    await close(theirs);
    const roots = await startHub({ dir });
    await roots.ready();
    expect(new Set(postgresIn(dir).map(ownerOf))).toEqual(new Set([nobody.uid]));
    await close(roots);
    expect(statSync(path.join(dir, "postgres", "PG_VERSION")).uid).toBe(nobody.uid);
  },
);

test.runIf(nobodyCanRun)("nobody else on the machine reaches the database", async () => {
  const hub = await startHub({ dir: await usedFolder() });
  await hub.ready();
  const socket = path.join(hub.dir, "postgres", ".s.PGSQL.5432");
  const knock = `require("node:net").connect(${JSON.stringify(socket)}).on("connect", () => console.log("in")).on("error", (error) => console.log(error.code))`;
  const words = [...becomeNobody.slice(1), process.execPath, "-e", knock];
  expect(execFileSync("setpriv", words, { encoding: "utf8", cwd: "/" }).trim()).toBe("EACCES");
  expect(listeningPorts(postgresIn(hub.dir))).toEqual([]);
  await close(hub);
});

test.runIf(nobodyCanRun)("a folder of somebody else is refused in one sentence", async () => {
  const { code, said } = await refusal({ dir: await usedFolder(), prefix: becomeNobody });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^This user may not write \(.+\): give the folder to the user that starts Dostyq, or choose another with VAR_DIR\.$/,
  );
});

/** Words that give a program a copy of the whole machine in `layer`, in which user namespaces are closed. */
function closedMachine(layer: string): string[] {
  for (const name of ["upper", "work", "merged"]) mkdirSync(path.join(layer, name), { recursive: true });
  const script = `set -e
    mount -t overlay overlay -o lowerdir=/,upperdir=$0/upper,workdir=$0/work $0/merged
    for each in /proc /dev ${root}; do mkdir -p $0/merged$each; mount --rbind $each $0/merged$each; done
    exec chroot $0/merged "$@"`;
  return ["unshare", "--mount", "--", "sh", "-c", script, layer];
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);

const canClose = isRoot && canRun(closedMachine(emptyFolder()));
for (const [where, dir, data] of [
  ["beside it", "/srv/hub", /database in \/srv\/hub\/postgres/],
  ["elsewhere where it may not enter", "/root/hub", /database in \/var\/lib\/dostyq\/[0-9a-f]{12}\/postgres/],
] as const)
  test.runIf(canClose)(
    `where user namespaces are closed, root's database gets a user of its own and lies ${where}`,
    async () => {
      const prefix = closedMachine(emptyFolder());
      for (const _start of ["first", "second"]) {
        const hub = await startHub({ dir, prefix });
        await hub.ready();
        expect(await visit(hub)).toBe(200);
        expect(hub.said()).toMatch(data);
        const owners = childrenOf(hub.pid).map(ownerOf);
        expect(owners).toHaveLength(1);
        expect(owners).not.toContain(0);
        await close(hub);
      }
    },
  );

test.runIf(canMount)(
  "a disk too small for a new database is refused, and nothing is left on it",
  async () => {
    const dir = emptyFolder();
    const small = await disk(dir, 60);
    const { code, said } = await refusal({ dir, prefix: small.words });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The disk is full: \S+ has \d+ MB left and the database needs 200 MB; free some space and start again, nothing was damaged\.$/,
    );
    expect(existsSync(path.join(small.inside, "postgres"))).toBe(false);
    small.eject();
  },
);

test.runIf(canMount)(
  "a disk that fills up while the database is created leaves nothing half made",
  async () => {
    const dir = emptyFolder();
    const small = await disk(dir, 30);
    const module = (name: string) => JSON.stringify(path.join(root, "src/platform/db/server", name));
    const script = `
      const { createCluster, findPrograms } = await import(${module("cluster.ts")});
      const { chooseOwner } = await import(${module("owner.ts")});
      await createCluster(chooseOwner(${JSON.stringify(dir)}, findPrograms()), true).catch((error) => console.log(error.message));`;
    const [file = "", ...words] = [...small.words, process.execPath, "--input-type=module", "-e", script];
    expect(execFileSync(file, words, { encoding: "utf8" })).toMatch(
      /^The disk is full: PostgreSQL found no room in /,
    );
    expect(readdirSync(small.inside)).toEqual([]);
    small.eject();
  },
);

test.runIf(canMount)(
  "a hub on a full disk is refused, and opens with all its data when there is room again",
  async () => {
    const seed = await usedFolder();
    const dir = emptyFolder();
    const own = await disk(dir, 250);
    execFileSync("cp", ["-a", `${seed}/.`, own.inside]);
    const heap = path.join(own.inside, "heap");
    execFileSync("sh", ["-c", `cat /dev/zero > ${heap} 2>/dev/null || true`]);
    const { code, said } = await refusal({ dir, prefix: own.words });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The disk is full.*: free some space and start again|^The disk is full: .+; free some space and start again/,
    );
    execFileSync("rm", [heap]);
    const hub = await startHub({ dir, prefix: own.words });
    await hub.ready();
    expect(await visit(hub)).toBe(200);
    await close(hub);
    own.eject();
  },
);

/** TCP ports on which one of these processes listens. */
function listeningPorts(pids: number[]): string[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === "0A" && sockets.has(`socket:[${fields[9]}]`))
      .map((fields) => fields[1] ?? ""),
  );
}

const socketsOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).map((fd) => {
    const file = `/proc/${pid}/fd/${fd}`;
    return lstatSync(file, { throwIfNoEntry: false }) ? readlinkSync(file) : "";
  });
