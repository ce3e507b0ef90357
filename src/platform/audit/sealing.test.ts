import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { offGuard } from "../../../tests/off-guard.ts";
import { type Db, type Tx } from "../db/pool.ts";
import { readSettings } from "../config.ts";
import { audit } from "./audit.ts";
import { sealOf } from "./chain.ts";
import { keepHead, keptHeads } from "./heads.ts";
import { checkChain } from "./jobs.ts";
import { auditPerson, forgetPersonal } from "./person.ts";
import { headOf, seal } from "./sealing.ts";
import { verifyOnce } from "./verifying.ts";

const now = new Date("2026-11-22T06:00:00.123Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const meena = "5f3f4c9e-8a37-4f2b-9a0e-5a5f1f0f7a01";
const ravi = "5f3f4c9e-8a37-4f2b-9a0e-5a5f1f0f7a02";

let db: Db;
beforeEach(async () => {
  ({ db } = await ownDatabase());
});

/** Somebody opens Meena's page; with a field, her profile is changed. */
const act = (tx: Tx, field?: string, person = meena, at = now) =>
  audit(
    tx,
    {
      actor: ravi,
      act: field ? "people.edit" : "members.read_person",
      subject: { kind: "person", id: person },
      ...(field ? { personal: { person, fields: { field } } } : {}),
    },
    at,
  );
const acts = (count: number, field?: string) =>
  db.transaction().execute(async (tx) => {
    for (let each = 0; each < count; each += 1) await act(tx, field && `${field} ${each}`);
  });
const seals = () =>
  db
    .selectFrom("platform.audit_seal")
    .select(["position", "entry_id"])
    .orderBy("position")
    .execute()
    .then((rows) => rows.map((row) => [row.position, row.entry_id]));

describe("the sealer", () => {
  test("links what it finds, and what was committed late is linked late", async () => {
    let committed: Promise<void> | undefined;
    let goOn = () => {};
    const written = new Promise<void>((resolve) => {
      committed = db.transaction().execute(async (slow) => {
        await act(slow);
        resolve();
        await new Promise<void>((release) => (goOn = release));
      });
    });
    await written;
    await acts(2);
    expect(await seal(db, now)).toBe(2);
    expect(await seal(db, now)).toBe(0);
    goOn();
    await committed;
    expect(await seal(db, later(1))).toBe(1);
    expect(await seals()).toEqual([
      [1, 2],
      [2, 3],
      [3, 1],
    ]);
    expect(await verifyOnce(db, [], later(1))).toEqual(await headOf(db));
  });

  test("leaves the chain to another that is at it", async () => {
    await acts(1);
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('platform.audit_seal', 0))`.execute(tx);
      expect(await seal(db, now)).toBe(0);
    });
    expect(await seal(db, now)).toBe(1);
  });

  test("goes on over many batches, and several at once make one chain", async () => {
    await sql`
      insert into platform.audit_entry (at, act, subject_kind, subject_id)
      select ${now}, 'hubs.open', 'hub', number::text from generate_series(1, 5000) as number`.execute(db);
    const sealed = await Promise.all([seal(db, now), seal(db, now), seal(db, now)]);
    expect(sealed.reduce((sum, each) => sum + each)).toBe(5000);
    expect((await verifyOnce(db, [], now)).problem).toBeUndefined();
    expect((await seals()).map(([position]) => position)).toEqual(
      [...Array(5000).keys()].map((at) => at + 1),
    );
  });

  test("makes hashes that anybody can make anew from README.md", async () => {
    await acts(1);
    await seal(db, later(1));
    const told = `["1","1795327260.123000","1","1795327200.123000","${ravi}","members.read_person","person","${meena}",null,null]`;
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256").update(Buffer.alloc(32)).update(told).digest();
    expect((await headOf(db)).hash).toEqual(hash);
  });

  test("that does not run is noticed after ten minutes", async () => {
    await acts(1);
    expect((await verifyOnce(db, [], later(10))).problem).toBeUndefined();
    expect((await verifyOnce(db, [], later(11))).problem).toEqual({ kind: "sealer_stopped", place: "1" });
  });
});

describe("what was written", () => {
  test("is refused to be changed by mistake", async () => {
    await acts(1, "wishes");
    await seal(db, now);
    const refused = "is never changed: what was done stays written";
    await expect(db.updateTable("platform.audit_entry").set({ act: "x" }).execute()).rejects.toThrow(refused);
    await expect(db.deleteFrom("platform.audit_entry").execute()).rejects.toThrow(refused);
    await expect(db.deleteFrom("platform.audit_seal").execute()).rejects.toThrow(refused);
    await expect(db.updateTable("platform.audit_detail").set({ fields: "{}" }).execute()).rejects.toThrow(
      refused,
    );
    for (const table of ["audit_entry", "audit_seal", "audit_detail"])
      await expect(sql`truncate ${sql.id("platform", table)} cascade`.execute(db)).rejects.toThrow(refused);
  });

  test("about somebody who is erased is gone, and the chain stays whole; taken by anybody else it is missed", async () => {
    await acts(3, "wishes");
    await db.transaction().execute((tx) => act(tx, "kept", ravi));
    await seal(db, now);
    await db.transaction().execute((tx) => forgetPersonal(tx, meena, now));
    await seal(db, now);
    const left = await db.selectFrom("platform.audit_detail").select(["person_id", "fields"]).execute();
    expect(left).toEqual([
      { person_id: ravi, fields: { field: "kept" } },
      { person_id: null, fields: { entries: [1, 2, 3] } },
    ]);
    expect((await verifyOnce(db, [], now)).problem).toBeUndefined();
    await db.deleteFrom("platform.audit_detail").where("person_id", "=", ravi).execute();
    expect((await verifyOnce(db, [], now)).problem).toEqual({ kind: "detail_lost", place: "4" });
  });

  test("about a record that became part of another is forgotten with it, and exported with it", async () => {
    await acts(2, "wishes");
    await db.transaction().execute(async (tx) => {
      await auditPerson.merge(tx, meena, ravi, now);
      const { audit: told } = (await auditPerson.export(tx, ravi)) as { audit: object[] };
      expect(told).toHaveLength(2);
      await auditPerson.erase(tx, ravi, now);
    });
    await seal(db, now);
    expect((await verifyOnce(db, [], now)).problem).toBeUndefined();
    const about = db.selectFrom("platform.audit_detail").selectAll().where("person_id", "is not", null);
    expect(await about.execute()).toEqual([]);
  });
});

describe("a head that was kept elsewhere", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "heads-"));

  test("finds a chain that was written anew, and one that was cut", async () => {
    await acts(5);
    await seal(db, now);
    keepHead(folder, await headOf(db), now);
    await acts(2);
    await seal(db, now);
    const heads = keptHeads(folder);
    expect((await verifyOnce(db, heads, now)).problem).toBeUndefined();
    await forge();
    expect((await verifyOnce(db, [], now)).problem).toBeUndefined();
    expect((await verifyOnce(db, heads, now)).problem).toEqual({
      kind: "head_changed",
      place: now.toISOString(),
    });
    await forced(
      "delete from platform.audit_seal where position > 4; delete from platform.audit_entry where id > 4",
    );
    expect((await verifyOnce(db, [], now)).problem).toBeUndefined();
    expect((await verifyOnce(db, heads, now)).problem).toEqual({
      kind: "head_missing",
      place: now.toISOString(),
    });
  });

  test("is kept by the nightly check, which tells the administrator what it found", async () => {
    const settings = readSettings({
      VAR_DIR: mkdtempSync(path.join(tmpdir(), "heads-")),
      LOG_LEVEL: "silent",
    });
    await acts(3);
    await checkChain(db, settings, now);
    const { position, hash } = await headOf(db);
    expect(keptHeads(settings.var_dir)).toEqual([{ position, hash, at: now.toISOString() }]);
    expect(readFileSync(path.join(settings.var_dir, "audit-heads.log"), "utf8")).toMatch(
      /Z 3:[0-9a-f]{64}\n$/,
    );
    await forced("update platform.audit_entry set act = 'hubs.open' where id = 2");
    await checkChain(db, settings, later(1));
    const checks = await db
      .selectFrom("platform.audit_check")
      .select(["entries", "problem", "place"])
      .orderBy("id")
      .execute();
    expect(checks).toEqual([
      { entries: 3, problem: null, place: null },
      { entries: 1, problem: "entry_changed", place: "2" },
    ]);
  });

  const forced = (statement: string) =>
    db.transaction().execute((tx) => offGuard(tx, (tx) => sql.raw(statement).execute(tx)));

  /** What somebody with the database and this very source can do: another act, and every hash after it made anew. */
  async function forge() {
    await forced(
      "update platform.audit_entry set act = 'hubs.open' where id = 2; delete from platform.audit_seal",
    );
    await forced("insert into platform.audit_unsealed select id from platform.audit_entry");
    await seal(db, now);
  }
});

test("the order of a hash's parts cannot be moved from one into the next", () => {
  const link = {
    position: "1",
    sealed_at: "1",
    id: "1",
    at: "1",
    actor_id: null,
    act: "a",
    subject_kind: "bc",
    subject_id: "d",
    hub_id: null,
    personal_hash: null,
  };
  const other = { ...link, act: "ab", subject_kind: "c" };
  expect(sealOf(Buffer.alloc(32), link)).not.toEqual(sealOf(Buffer.alloc(32), other));
});
