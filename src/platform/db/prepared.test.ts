import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { connect, type Db } from "./pool.ts";

let db: Db;
beforeAll(async () => {
  const { url } = await ownDatabase();
  db = connect(url, { max: 1 });
  return () => db.destroy();
});

test("whoever asks the same again is answered by the statement the server kept", async () => {
  for (const number of [1, 2, 3]) await sql`select ${number}::int as asked`.execute(db);
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where statement like ${"%as asked"}`.execute(db);
  expect(rows).toEqual([{ statement: "select $1::int as asked" }]);
});

test("whoever asks while a newer Dostyq changes a table is asked to try again, and then answered", async () => {
  await sql`create table platform.changing (first int)`.execute(db);
  const ask = () => sql`select * from platform.changing where first is distinct from ${1}`.execute(db);
  await ask();
  await sql`alter table platform.changing add column second int`.execute(db);
  await expect(ask()).rejects.toMatchObject({ code: "0A000" });
  await expect(ask()).resolves.toMatchObject({ rows: [] });
});

test("several statements in one text run as they are", async () => {
  await sql`create table platform.twice (number int); insert into platform.twice values (1)`.execute(db);
  await sql`update platform.twice set number = 2; update platform.twice set number = number + 1`.execute(db);
  expect((await sql`select number from platform.twice`.execute(db)).rows).toEqual([{ number: 3 }]);
});
