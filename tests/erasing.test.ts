import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { contracts, erasePerson } from "../src/app.ts";
import { startSession } from "../src/features/accounts/index.ts";
import { editPerson, getPerson, profileOf, tellApart } from "../src/features/people/index.ts";
import { seal } from "../src/platform/audit/sealing.ts";
import { verifyOnce } from "../src/platform/audit/verifying.ts";
import { openHub, type TestHub } from "./hub.ts";
import { someHub, someMember } from "./members.ts";
import { mail } from "./people.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

/** Somebody who has been everywhere in the house, with words that nobody else uses. */
async function someoneKnown(): Promise<string> {
  const id = await someMember(hub.db, {
    hub: here,
    surname: "Канарейкина",
    given_name: "Канария",
    contact: mail("canary@example.org"),
    wishes: "canary first",
  });
  const other = await someMember(hub.db, { hub: here });
  const who = { id, session: "", given_name: "Канария", language: "kk" as const, posts: [] };
  const profile = profileOf((await getPerson(hub.db, id))!);
  const edit = {
    person: id,
    profile: { ...profile, wishes: "canary second" },
    version: 1,
    operation: randomUUID(),
  };
  await editPerson(hub.db, who, edit, hub.now());
  await hub.db.transaction().execute(async (tx) => {
    await startSession(tx, id, "code", "canary device", hub.now());
    await tellApart(tx, { one: id, other }, id, hub.now());
    const row = { person_id: id, kind: "welcome", channel: "mail", language: "kk", created_at: hub.now() };
    await tx
      .insertInto("platform.notice")
      .values({ ...row, recipient: "canary@example.org" })
      .execute();
  });
  return id;
}

/** Every table of the database with how many of its rows say this, in whatever column. */
async function tablesThatSay(words: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    hub.db,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const [row] = (
      await sql<{
        count: number;
      }>`select count(*) from ${sql.raw(name)} as t where t::text ~* ${words}`.execute(hub.db)
    ).rows;
    if (row?.count) found.push(name);
  }
  return found.sort();
}

const canary = "канар|canar|kanar";

test("somebody erased is in no column of any table, and the chain of what was done stays whole", async () => {
  const person = await someoneKnown();
  await seal(hub.db, hub.now());
  expect(await tablesThatSay(canary)).toEqual([
    "accounts.session",
    "members.membership",
    "members.spelling",
    "people.contact",
    "people.person",
    "people.revision",
    "platform.audit_detail",
    "platform.notice",
  ]);
  expect(await tablesThatSay(person)).toContain("platform.operation");
  await hub.db.transaction().execute((tx) => erasePerson(tx, person, hub.now()));
  expect(await tablesThatSay(canary)).toEqual([]);
  // Who did what stays, under a number that leads to an empty row; so do the totals of a hub.
  expect(await tablesThatSay(person)).toEqual([
    "members.membership",
    "people.person",
    "platform.audit_entry",
    "platform.erasure",
  ]);
  await seal(hub.db, hub.now());
  expect((await verifyOnce(hub.db, [], hub.now())).problem).toBeUndefined();
});

test("what is forgotten in the audit is forgotten last, when nobody writes any more", () => {
  expect(contracts.at(-1)?.tables).toContain("platform.audit_detail");
});
