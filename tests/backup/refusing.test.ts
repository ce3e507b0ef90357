import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { deflateRawSync } from "node:zlib";
import { migrate } from "../../src/platform/db/migrate.ts";
import { connect } from "../../src/platform/db/pool.ts";
import { inspect, openArchive } from "../../src/platform/backup/reading.ts";
import { writeArchive } from "../../src/platform/backup/writing.ts";
import { ownDatabase } from "../hub.ts";
import { someHub, someMember } from "../members.ts";
import {
  backUp,
  emptyDatabase,
  now,
  ownFolder,
  passphrase,
  restore,
  rowsOf,
  schemaOf,
  unlocked,
  withOne,
} from "./tools.ts";

let url: string;
let empty: string;
let folder: string;
const fileIn = (name: string) => path.join(folder, name);

beforeAll(async () => {
  const own = await ownDatabase();
  url = own.url;
  const hub = await someHub(own.db, { slug: "kokshetau" });
  await someMember(own.db, {
    hub,
    surname: "Канарейкина",
    contact: { kind: "mail", value: "canary@example.org" },
  });
  folder = ownFolder();
  empty = await emptyDatabase();
  await backUp({ url, file: fileIn("plain") });
  await backUp({ url, file: fileIn("sealed"), passphrase });
});

/** What a restore onto an empty database says instead; whatever it says, the database stays empty. */
async function refusal(file: string, given: { url?: string; passphrase?: string } = {}): Promise<string> {
  const said = await restore({ url: empty, file, ...given }).then(
    () => "it was restored",
    (error: Error) => error.message,
  );
  expect(await schemaOf(empty)).toEqual([]);
  return said;
}

/** A copy of an archive, changed by hand. */
function changed(name: string, change: (bytes: Buffer) => Buffer): string {
  const file = fileIn(`${name}.changed`);
  writeFileSync(file, change(readFileSync(fileIn(name))));
  return file;
}

describe("whoever restores reads one sentence when the backup", () => {
  test("is encrypted with another passphrase", async () => {
    expect(await refusal(fileIn("sealed"), { passphrase: "another one altogether" })).toMatch(
      /^The passphrase does not open \S+: give the one it was encrypted with \(BACKUP_PASSPHRASE\); nothing was changed\.$/,
    );
  });

  test.each(["plain", "sealed"])("was cut off, wherever that was (%s)", async (name) => {
    const { length } = readFileSync(fileIn(name));
    for (const at of [length - 1, length - 24, Math.floor(length / 2), 250]) {
      const said = await refusal(
        changed(name, (bytes) => bytes.subarray(0, at)),
        { passphrase },
      );
      expect(said).toMatch(/^\S+ was cut off: its end is missing\. .+; nothing was changed\.$/);
    }
  });

  test.each(["plain", "sealed"])("lost something in the middle, its end being there (%s)", async (name) => {
    const cut = (bytes: Buffer) =>
      Buffer.concat([bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2 + 512)]);
    expect(await refusal(changed(name, cut), { passphrase })).toMatch(
      /^\S+ is damaged: .+; nothing was changed\.$/,
    );
  });

  test.each(["plain", "sealed"])("has one bit that is other than it was, whichever (%s)", async (name) => {
    const { length } = readFileSync(fileIn(name));
    const start = readFileSync(fileIn(name)).indexOf("\n") + 1;
    for (let number = 0; number < 8; number++) {
      const at = start + Math.floor(((length - 24 - start) * number) / 8);
      const file = changed(name, (bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ 0x10;
        return bytes;
      });
      expect(await refusal(file, { passphrase }), `byte ${at}`).toMatch(
        /^\S+ is damaged: .+; nothing was changed\.$/,
      );
    }
  });

  test("was written by a newer version", async () => {
    const newer = await ownDatabase();
    const step = { name: "20991231T2359_move_to_the_moon", timestamp: "" };
    await withOne(newer.url, (client) =>
      client.query("insert into platform.migration values ($1, $2)", Object.values(step)),
    );
    await backUp({ url: newer.url, file: fileIn("newer") });
    expect(await refusal(fileIn("newer"))).toMatch(
      /^\S+ was written by a newer Dostyq \(0\.\d+\.\d+.*; it has the step 20991231T2359_move_to_the_moon, which this version does not know\): take that version and restore again; nothing was changed\.$/,
    );
    const form = changed("plain", (bytes) =>
      Buffer.from(bytes.toString("latin1").replace('"dostyq_backup":1', '"dostyq_backup":2'), "latin1"),
    );
    expect(await refusal(form)).toMatch(
      /^\S+ was written by a newer Dostyq .+, in a form that this version cannot read/,
    );
  });

  test("is no backup at all, or not there", async () => {
    writeFileSync(fileIn("holiday.jpg"), deflateRawSync("picture\n".repeat(1000)));
    expect(await refusal(fileIn("holiday.jpg"))).toMatch(/holiday\.jpg is no backup of Dostyq: name a file/);
    expect(await refusal(fileIn("nowhere"))).toMatch(/^\S+nowhere cannot be read: ENOENT/);
  });
});

test("rows that somebody changed are found by their hash, and where that was changed too, by the database", async () => {
  const archive = await openArchive(fileIn("plain"), async () => undefined);
  const { manifest } = await inspect(archive);
  let hash = false;
  async function* forged() {
    for await (const entry of archive.entries()) {
      if (entry.name === "tables/people.person/000000") {
        const data = Buffer.from(entry.data.toString().replace("school", "pirate"));
        const sha256 = createHash("sha256").update(data).digest("hex");
        if (hash) Object.assign(manifest.tables["people.person"]!, { sha256 });
        yield { ...entry, data };
      } else if (entry.name === "manifest.json")
        yield { ...entry, data: Buffer.from(JSON.stringify(manifest)) };
      else yield entry;
    }
  }
  const { header } = archive;
  const forge = () =>
    writeArchive(fileIn("forged"), { header, key: undefined, entries: forged(), check: async () => {} });
  await forge();
  expect(await refusal(fileIn("forged"))).toMatch(/forged is damaged/);
  hash = true;
  await forge();
  expect(await refusal(fileIn("forged"))).toMatch(/violates check constraint/);
});

test("a database that has data is refused and left as it was", async () => {
  const before = await rowsOf(url);
  await expect(restore({ url, file: fileIn("plain") })).rejects.toThrow(
    /^The database has data already, and a backup is only restored onto an empty one: .+; nothing was changed\.$/,
  );
  expect(await rowsOf(url)).toEqual(before);
  const begun = await emptyDatabase();
  const db = connect(begun, { max: 1 });
  await migrate(db);
  await db.destroy();
  await expect(restore({ url: begun, file: fileIn("plain") })).rejects.toThrow(
    /^The database has data already/,
  );
});

test("files that are there already are left alone", async () => {
  const var_dir = ownFolder();
  mkdirSync(path.join(var_dir, "files"));
  writeFileSync(path.join(var_dir, "files", "picture"), "mine");
  await expect(restore({ url: empty, file: fileIn("plain"), var_dir })).rejects.toThrow(/has files already/);
  expect(readFileSync(path.join(var_dir, "files", "picture"), "utf8")).toBe("mine");
  expect(await schemaOf(empty)).toEqual([]);
});

test("a restore that fails at its very end leaves neither rows nor files nor a secret", async () => {
  const var_dir = ownFolder();
  const source = path.join(folder, "with-files");
  mkdirSync(path.join(source, "files"), { recursive: true });
  writeFileSync(path.join(source, "files", "picture"), "theirs");
  await backUp({ url, file: path.join(source, "backup"), var_dir: source, passphrase });
  const person = "00000000-0000-4000-8000-000000000001";
  const erase = async () => {
    throw new Error("a room that cannot forget");
  };
  const given = { url: empty, file: path.join(source, "backup"), passphrase, var_dir };
  await expect(
    restore({ ...given, since: { erasures: [{ person, at: now }], withdrawals: [] }, erase }),
  ).rejects.toThrow("cannot forget");
  expect(readdirSync(var_dir)).toEqual([]);
  expect(await schemaOf(empty)).toEqual([]);
});

describe("a backup", () => {
  test("is never written over another", async () => {
    copyFileSync(fileIn("plain"), fileIn("kept"));
    await expect(backUp({ url, file: fileIn("kept") })).rejects.toThrow(
      /kept is there already: give the backup another name\.$/,
    );
  });

  test("that is broken off leaves nothing behind", async () => {
    const breaking = new AbortController();
    const order = { url, file: fileIn("broken"), signal: breaking.signal };
    await expect(backUp({ ...order, progress: () => breaking.abort() })).rejects.toThrow(/aborted/);
    expect(readdirSync(folder).filter((name) => name.startsWith("broken"))).toEqual([]);
  });

  test("that is broken off in the middle of a long table ends at once", async () => {
    const long = await ownDatabase();
    await withOne(long.url, (client) =>
      client.query(
        `insert into platform.operation (id, act, answer, at)
         select gen_random_uuid(), 'test', to_jsonb(repeat(n::text, 200)), now() from generate_series(1, 30000) n`,
      ),
    );
    const breaking = new AbortController();
    const order = { url: long.url, file: fileIn("broken"), signal: breaking.signal };
    const progress = ({ bytes }: { bytes: number }) => bytes > 4_000_000 && breaking.abort();
    await expect(backUp({ ...order, progress })).rejects.toThrow(/aborted/);
    expect(readdirSync(folder).filter((name) => name.startsWith("broken"))).toEqual([]);
  });

  test("tells nobody who has the file but not the passphrase anything about people", async () => {
    const bytes = readFileSync(fileIn("sealed"));
    expect(bytes.includes("canary")).toBe(false);
    const archive = await openArchive(fileIn("sealed"), unlocked(passphrase));
    let text = "";
    for await (const { data } of archive.entries()) text += data.toString();
    expect(text).toContain("canary@example.org");
  });

  test("that is encrypted twice is never sealed with the same key", async () => {
    const header = (name: string) => readFileSync(fileIn(name)).toString("latin1").split("\n")[0];
    await backUp({ url, file: fileIn("sealed-again"), passphrase });
    expect(header("sealed-again")).not.toBe(header("sealed"));
  });
});
