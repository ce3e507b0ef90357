import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { mail, phone } from "../../../tests/people.ts";
import { deriveKeys, type Keys } from "../../platform/keys.ts";
import { contentOf } from "../../platform/notices/send.ts";
import { newestNotices } from "../../platform/notices/store.ts";
import { openNotices, type Notices } from "../../platform/notices/send.ts";
import type { Contact } from "../people/index.ts";
import {
  type Asked,
  type Confirmed,
  confirmCode,
  readProof,
  requestCode,
  takeProof,
} from "./actions/codes.ts";
import { countTry, lockCode } from "./store/codes.ts";

let hub: TestHub;
let keys: Keys;
let notices: Notices;
beforeAll(async () => {
  hub = await openHub();
  keys = deriveKeys(hub.settings);
  notices = openNotices({ jobs: hub.jobs, keys, mayWrite: async () => true });
});

const start = new Date("2026-11-22T06:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const ask = (contact: Contact, now = start, earlier?: string): Promise<Asked> =>
  requestCode({ db: hub.db, keys, notices }, { contact, language: "kk", earlier }, now);

/** The code in the newest notice to a contact, as its owner reads it. */
async function readNewest(contact: Contact): Promise<string> {
  const row = (await newestNotices(hub.db, 100)).find((each) => each.recipient === contact.value);
  const content = row && contentOf(keys, row);
  return content?.kind === "code" ? content.data.code : "none";
}

const enter = (ticket: string | undefined, code: string, now = start): Promise<Confirmed> =>
  confirmCode({ db: hub.db, keys }, { ticket, code }, now);

const notThis = (code: string) => (code === "111111" ? "222222" : "111111");
const idOf = async (contact: Contact) =>
  (
    await hub.db
      .selectFrom("accounts.code")
      .select("id")
      .where("contact", "=", contact.value)
      .orderBy("created_at", "desc")
      .executeTakeFirstOrThrow()
  ).id;

describe("a code", () => {
  test("in the browser that asked for it proves the contact once, and the proof lasts an hour", async () => {
    const contact = mail("once@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    const confirmed = await enter(ticket, code);
    expect(confirmed).toMatchObject({ kind: "confirmed", contact });
    const proof = confirmed.kind === "confirmed" ? confirmed.proof : "";
    expect(await enter(ticket, code)).toEqual({ kind: "ended" });
    expect(await readProof(hub.db, proof, later(59))).toEqual(contact);
    expect(await readProof(hub.db, proof, later(60))).toBeUndefined();
    const take = () => hub.db.transaction().execute((tx) => takeProof(tx, proof, later(1)));
    expect(await take()).toEqual(contact);
    expect(await take()).toBeUndefined();
    expect(await readProof(hub.db, proof, later(1))).toBeUndefined();
  });

  test("is no use in a browser that did not ask, or with a ticket that was tampered with", async () => {
    const contact = mail("browser@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    const other = await ask(mail("stranger@mail.kz"));
    expect(await enter(undefined, code)).toEqual({ kind: "ended" });
    expect(await enter("x".repeat(200), code)).toEqual({ kind: "ended" });
    expect((await enter(other.ticket, code)).kind).not.toBe("confirmed");
    expect(await enter(`${ticket.slice(0, -2)}AA`, code)).toEqual({ kind: "ended" });
  });

  test("lives ten minutes", async () => {
    const contact = mail("term@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    expect(await enter(ticket, code, later(10))).toEqual({ kind: "ended" });
    expect(await enter(ticket, code, later(9.9))).toMatchObject({ kind: "confirmed" });
  });

  test("takes five tries, and after the fifth wrong one the right one is refused too", async () => {
    const contact = mail("tries@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    for (const left of [4, 3, 2, 1])
      expect(await enter(ticket, notThis(code))).toEqual({ kind: "wrong", left });
    expect(await enter(ticket, notThis(code))).toEqual({ kind: "ended" });
    expect(await enter(ticket, code)).toEqual({ kind: "ended" });
  });

  test("ends when a newer one is asked for", async () => {
    const contact = mail("newer@mail.kz");
    const first = await ask(contact);
    const old = await readNewest(contact);
    const second = await ask(contact, later(1));
    expect(await enter(first.ticket, old, later(2))).toEqual({ kind: "ended" });
    expect(await enter(second.ticket, await readNewest(contact), later(2))).toMatchObject({
      kind: "confirmed",
    });
  });

  test("is sent at most five times an hour to one contact, and the browser keeps the last that works", async () => {
    const contact = mail("often@mail.kz");
    let ticket: string | undefined;
    for (const minute of [0, 1, 2, 3, 4]) {
      const asked = await ask(contact, later(minute), ticket);
      expect(asked.kind).toBe("sent");
      ticket = asked.ticket;
    }
    const code = await readNewest(contact);
    const sixth = await ask(contact, later(5), ticket);
    expect(sixth).toEqual({ kind: "too_many", ticket });
    const elsewhere = await ask(contact, later(5));
    expect(elsewhere.kind).toBe("too_many");
    expect(await enter(elsewhere.ticket, code, later(5))).toEqual({ kind: "ended" });
    expect(await enter(sixth.ticket, code, later(5))).toMatchObject({ kind: "confirmed" });
    expect((await ask(contact, later(60))).kind).toBe("sent");
  });

  test("for one contact does not use up another's", async () => {
    for (const minute of [0, 1, 2, 3, 4]) await ask(phone("+77011112233"), later(minute));
    expect((await ask(phone("+77011112234"), later(5))).kind).toBe("sent");
  });

  test("stands in clear nowhere in the whole database, before it is used or after", async () => {
    const contact = mail("canary-code@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    const clear = new RegExp(`(?<!\\d)${code}(?!\\d)|${Buffer.from(code).toString("hex")}`);
    const wherever = async () => {
      const tables = await sql<{ name: string }>`
        select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
        hub.db,
      );
      const found: string[] = [];
      for (const { name } of tables.rows) {
        const rows = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
          hub.db,
        );
        if (rows.rows.some(({ row }) => clear.test(row))) found.push(name);
      }
      return found;
    };
    expect(await wherever()).toEqual([]);
    const confirmed = await enter(ticket, code);
    expect(await wherever()).toEqual([]);
    const rows = await sql<{ row: string }>`select t::text as row from accounts.code t`.execute(hub.db);
    const proof = confirmed.kind === "confirmed" ? confirmed.proof : "none";
    expect(rows.rows.some(({ row }) => row.includes(proof))).toBe(false);
  });
});

describe("at the same moment", () => {
  test("two confirmations of one code: the second waits and finds it used", async () => {
    const contact = mail("race@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    const id = await idOf(contact);
    let second: Promise<Confirmed> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await lockCode(tx, id);
      second = enter(ticket, code);
      await setTimeout(200);
      await tx.updateTable("accounts.code").set({ confirmed_at: start }).where("id", "=", id).execute();
    });
    expect(await second).toEqual({ kind: "ended" });
  });

  test("a guess that waits for others is counted after them: never a sixth", async () => {
    const contact = mail("sixth@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    const id = await idOf(contact);
    let sixth: Promise<Confirmed> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await lockCode(tx, id);
      sixth = enter(ticket, code);
      await setTimeout(200);
      for (let turn = 0; turn < 5; turn += 1) await countTry(tx, id);
    });
    expect(await sixth).toEqual({ kind: "ended" });
  });

  test("twenty guesses at once take five tries, not twenty", async () => {
    const contact = mail("twenty@mail.kz");
    const { ticket } = await ask(contact);
    const code = await readNewest(contact);
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(ticket, notThis(code))));
    expect(answers.filter((each) => each.kind === "wrong")).toHaveLength(4);
    const row = await hub.db
      .selectFrom("accounts.code")
      .select("tries")
      .where("id", "=", await idOf(contact))
      .execute();
    expect(row).toEqual([{ tries: 5 }]);
  });

  test("ten requests for one contact send five codes, not ten", async () => {
    const contact = mail("ten@mail.kz");
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(contact)));
    expect(answers.filter((each) => each.kind === "sent")).toHaveLength(5);
  });
});
