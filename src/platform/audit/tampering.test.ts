import { assert, asyncProperty, constantFrom, integer, nat, record } from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { letApart, offGuard } from "../../../tests/off-guard.ts";
import type { Db, Tx } from "../db/pool.ts";
import { audit } from "./audit.ts";
import { forgetPersonal } from "./person.ts";
import { headOf, seal } from "./sealing.ts";
import { type Problem, verify } from "./verifying.ts";

const now = new Date("2026-11-22T06:00:00.123Z");
const meena = "5f3f4c9e-8a37-4f2b-9a0e-5a5f1f0f7a01";
const ravi = "5f3f4c9e-8a37-4f2b-9a0e-5a5f1f0f7a02";
const hub = "5f3f4c9e-8a37-4f2b-9a0e-5a5f1f0f7a03";
const runs = { seed: 20261122, endOnFailure: true };

let db: Db;
let head: { position: number; hash: Buffer; at: string };
beforeAll(async () => {
  ({ db } = await ownDatabase());
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < 6; at += 1) {
      const moment = new Date(now.getTime() + at * 1001);
      const subject = { kind: "person", id: meena };
      await audit(tx, { actor: ravi, act: "members.read_person", subject, hub }, moment);
      await audit(tx, { actor: null, act: "members.reconsider_age", subject }, moment);
      const fields = { wishes: ["Балаларға үйретемін", `${at}`] };
      await audit(
        tx,
        { actor: meena, act: "people.edit", subject, personal: { person: meena, fields } },
        moment,
      );
      const personal = { person: ravi, fields: { way: "code" } };
      await audit(tx, { actor: ravi, act: "accounts.sign_in", subject, hub, personal }, moment);
      const nobodys = { person: null, fields: { email: ["", "hub@example.org"] } };
      await audit(tx, { actor: ravi, act: "hubs.edit", subject, hub, personal: nobodys }, moment);
    }
  });
  await seal(db, now, 1);
  await db.transaction().execute(async (tx) => {
    await forgetPersonal(tx, ravi, now);
    await audit(tx, { actor: ravi, act: "audit.read", subject: { kind: "audit", id: "entries" } }, now);
  });
  await seal(db, new Date(now.getTime() + 60_000));
  head = { ...(await headOf(db)), at: "that night" };
});

class Done extends Error {}

/** What is found when somebody with every right in the database does this; nothing of it stays. */
async function foundAfter(tamper: (tx: Tx) => Promise<unknown>): Promise<Problem | undefined> {
  let problem: Problem | undefined;
  await db
    .transaction()
    .execute(async (tx) => {
      await letApart(tx);
      await offGuard(tx, tamper);
      ({ problem } = await verify(tx, [head], now));
      throw new Done();
    })
    .catch((error: Error) => {
      if (!(error instanceof Done)) throw error;
    });
  return problem;
}

type Column = { table: string; name: string; type: string };

const columns = async (): Promise<Column[]> =>
  (
    await sql<Column>`
      select table_name as table, column_name as name, data_type as type from information_schema.columns
      where table_schema = 'platform' and table_name in ('audit_entry', 'audit_seal', 'audit_detail')`.execute(
      db,
    )
  ).rows;

/** The same value with one bit or letter of it changed, in SQL; for each type that a column of the chain has. */
const changed: Record<
  string,
  (value: ReturnType<typeof sql>, at: number, bit: number) => ReturnType<typeof sql>
> = {
  bigint: (value, _at, bit) => sql`${value} # (1::bigint << ${bit}::int)`,
  bytea: (value, at, bit) =>
    sql`set_byte(${value}, ${at} % length(${value}), get_byte(${value}, ${at} % length(${value})) # (1 << (${bit} % 8)))`,
  "timestamp with time zone": (value, _at, bit) =>
    sql`${value} + (1::bigint << (${bit} % 50)) * interval '1 microsecond'`,
  text: (value, at, bit) =>
    sql`overlay(${value} placing chr(ascii(substr(${value}, ${at} % length(${value}) + 1, 1)) # (1 << (${bit} % 4)))
      from ${at} % length(${value}) + 1 for 1)`,
  uuid: (value, at, bit) =>
    sql`encode(set_byte(uuid_send(${value}), ${at} % 16, get_byte(uuid_send(${value}), ${at} % 16) # (1 << (${bit} % 8))), 'hex')::uuid`,
  // Only letters, so that it stays JSON; and a space, which means nothing in JSON and all to a hash.
  json: (value, at, bit) =>
    bit % 3 === 0
      ? sql`(${value}::text || ' ')::json`
      : sql`regexp_replace(${value}::text, '[a-zA-Zа-яіөүұқңғһә]', 'q', 1, 1 + ${at} % 8)::json`,
};

const change = (tx: Tx, { table, name, type }: Column, row: number, at: number, bit: number) => {
  const column = sql.ref(name);
  const value = changed[type]!(column, at, bit);
  const nulled = { uuid: sql`${hub}::uuid`, bytea: sql`'\\x00'::bytea` }[type] ?? sql`null`;
  const rows = sql`(select array_agg(ctid order by ctid) from ${sql.id("platform", table)})`;
  return sql`
    update ${sql.id("platform", table)} set ${column} = case when ${column} is null then ${nulled} else ${value} end
    where ctid = (${rows})[1 + ${row} % array_length(${rows}, 1)]`.execute(tx);
};

/** Values that the database itself refuses, whoever asks: one that is there already, or none at all. */
const impossible = (error: { code?: string }) => ["23505", "23514", "23502"].includes(error.code ?? "");

test("the chain that is tampered with below is whole, with a person forgotten in it", async () => {
  expect(await verify(db, [head], now)).toEqual({ position: 32, hash: head.hash });
});

test("a change of any bit of any column of any row is found", async () => {
  const all = await columns();
  expect(all.map(({ table, name }) => `${table}.${name}`).sort()).toEqual(
    [
      ...["act", "actor_id", "at", "hub_id", "id", "personal_hash", "subject_id", "subject_kind"].map(
        (name) => `audit_entry.${name}`,
      ),
      ...["entry_id", "hash", "position", "sealed_at"].map((name) => `audit_seal.${name}`),
      ...["entry_id", "fields", "person_id", "salt"].map((name) => `audit_detail.${name}`),
    ].sort(),
  );
  for (const column of all) {
    let tried = 0;
    const where = record({ row: nat(1000), at: nat(1000), bit: integer({ min: 0, max: 62 }) });
    await assert(
      asyncProperty(where, async ({ row, at, bit }) => {
        try {
          const problem = await foundAfter(async (tx) => {
            if (column.table === "audit_entry" && column.name === "id")
              await sql`alter table platform.audit_entry alter column id set generated by default`.execute(
                tx,
              );
            const { numAffectedRows } = await change(tx, column, row, at, bit);
            expect(numAffectedRows).toBe(1n);
          });
          expect(problem, `${column.table}.${column.name}`).toBeDefined();
          tried += 1;
        } catch (error) {
          if (!impossible(error as { code?: string })) throw error;
        }
      }),
      { ...runs, numRuns: 12 },
    );
    expect(tried, `${column.table}.${column.name}`).toBeGreaterThan(5);
  }
});

describe("rows that go, come or change places are found", () => {
  const row = (table: string, at: number) => sql`
    (select ctid from ${sql.id("platform", table)} order by ctid limit 1
      offset ${at} % (select count(*) from ${sql.id("platform", table)}))`;

  test("whichever goes", () =>
    assert(
      asyncProperty(
        constantFrom("audit_entry", "audit_seal", "audit_detail"),
        nat(1000),
        async (table, at) => {
          const problem = await foundAfter((tx) =>
            sql`delete from ${sql.id("platform", table)} where ctid = ${row(table, at)}`.execute(tx),
          );
          expect(problem).toBeDefined();
        },
      ),
      { ...runs, numRuns: 40 },
    ));

  test("an entry that goes with its seal and its detail, from anywhere in the chain", () =>
    assert(
      asyncProperty(integer({ min: 1, max: 32 }), async (id) => {
        const problem = await foundAfter(async (tx) => {
          for (const [table, column] of [
            ["audit_seal", "entry_id"],
            ["audit_detail", "entry_id"],
            ["audit_entry", "id"],
          ] as const)
            await sql`delete from ${sql.id("platform", table)} where ${sql.id(column)} = ${id}`.execute(tx);
        });
        expect(problem).toBeDefined();
      }),
      { ...runs, numRuns: 40 },
    ));

  test("two that change places", () =>
    assert(
      asyncProperty(
        constantFrom(
          ["audit_seal", "position"],
          ["audit_seal", "entry_id"],
          ["audit_detail", "entry_id"],
          ["audit_entry", "id"],
        ),
        nat(1000),
        nat(1000),
        async ([table = "", column = ""], one, other) => {
          let swapped = false;
          const problem = await foundAfter(async (tx) => {
            await sql`alter table platform.audit_entry alter column id set generated by default`.execute(tx);
            await sql`alter table platform.audit_seal drop constraint audit_seal_position_check`.execute(tx);
            const name = sql.id("platform", table);
            const ids = await sql<{ id: number }>`
              select ${sql.id(column)} as id from ${name} where ctid in (${row(table, one)}, ${row(table, other)})`.execute(
              tx,
            );
            const [a, b] = ids.rows.map((each) => each.id);
            if (b === undefined) return; // the same row twice
            swapped = true;
            const key = sql.id(column);
            await sql`update ${name} set ${key} = -1 where ${key} = ${a}`.execute(tx);
            await sql`update ${name} set ${key} = ${a} where ${key} = ${b}`.execute(tx);
            await sql`update ${name} set ${key} = ${b} where ${key} = -1`.execute(tx);
          });
          expect(swapped ? problem : "the same row twice", `${table}.${column}`).toBeDefined();
        },
      ),
      { ...runs, numRuns: 60 },
    ));

  test("one that comes, beside the sealer or with a seal of its own", async () => {
    const entry = (tx: Tx) =>
      sql`insert into platform.audit_entry (at, act, subject_kind, subject_id)
        values (${now}, 'hubs.open', 'hub', 'x')`.execute(tx);
    expect((await foundAfter(entry))?.kind).toBe("entry_unlinked");
    const sealed = await foundAfter(async (tx) => {
      await entry(tx);
      await sql`insert into platform.audit_seal
        select 33, max(id), sha256('guessed'), ${now} from platform.audit_entry`.execute(tx);
    });
    expect(sealed?.kind).toBe("entry_changed");
    const detail = (id: number) => (tx: Tx) =>
      sql`insert into platform.audit_detail values (${id}, ${meena}, '\\x00', '{}')`.execute(tx);
    expect(await foundAfter(detail(1))).toEqual({ kind: "detail_added", place: "1" });
    expect(await foundAfter(detail(999))).toEqual({ kind: "detail_added", place: "999" });
  });
});
