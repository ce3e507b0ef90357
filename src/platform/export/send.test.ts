import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import Fastify, { type FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import type { Db, Tx } from "../db/pool.ts";
import { poolOf } from "../db/pool.ts";
import { Busy } from "../errors.ts";
import type { ExportedList, Format } from "./list.ts";
import { mostExports, sendList } from "./send.ts";

type Row = { number: number };

let db: Db;
let app: FastifyInstance;
let origin: string;
let most = 1000;
const now = () => new Date("2026-11-22T06:00:00Z");

const list = (): ExportedList<Row> => ({
  name: "numbers",
  day: "2026-11-22",
  columns: [{ title: () => "Number", kind: "number", width: 10, value: (row) => row.number }],
  rows: (tx) => numbers(tx, most),
  entries: [{ actor: null, act: "members.export", subject: { kind: "list", id: "numbers" } }],
  filters: { to: most },
});

async function* numbers(tx: Tx, to: number): AsyncGenerator<Row[]> {
  const query = sql<Row>`select number, 1 / (number - 70000) from generate_series(1, ${to}::int) as number`;
  for await (const { rows } of tx.getExecutor().stream<Row>(query.compile(tx), 500)) yield rows;
}

beforeAll(async () => {
  ({ db } = await ownDatabase());
  app = Fastify();
  app.decorateReply("language", () => "en");
  app.get<{ Params: { format: Format } }>("/:format", (request, reply) =>
    sendList(reply, { db, now }, list(), request.params.format),
  );
  app.setErrorHandler((error, _request, reply) => reply.code(error instanceof Busy ? 503 : 500).send());
  await app.listen({ host: "127.0.0.1", port: 0 });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(() => app.close());

/** An answer whose body nobody reads yet: the server soon has to wait with it. */
const opened = (format: Format) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${origin}/${format}`, resolve).on("error", reject);
  });

/** Waits until nothing holds a connection any more; how long that may take is the test's own limit. */
async function allFree(): Promise<void> {
  const { rows } = await sql<{ busy: number }>`
    select count(*)::int as busy from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(db);
  const pool = poolOf(db);
  if (rows[0]?.busy === 0 && pool.idleCount === pool.totalCount) return;
  await setTimeout(20);
  return allFree();
}

const ends = () =>
  db
    .selectFrom("platform.audit_entry as entry")
    .innerJoin("platform.audit_detail as detail", "detail.entry_id", "entry.id")
    .select(["entry.act", "detail.fields"])
    .orderBy("entry.id")
    .execute();

test("a whole list leaves with its trace: what was asked for, and how much left", async () => {
  most = 1000;
  const answer = await fetch(`${origin}/csv`);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="numbers-2026-11-22.csv"');
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect((await answer.text()).split("\r\n")).toHaveLength(1002);
  await allFree();
  expect(await ends()).toEqual([
    { act: "members.export", fields: { to: 1000, format: "csv", day: "2026-11-22" } },
    { act: "export.end", fields: { rows: 1000, whole: true } },
  ]);
});

test.each(["csv", "xlsx"] as const)(
  "a phone that is lost midway leaves nothing held, as %s",
  async (format) => {
    most = 60_000_000;
    const before = (await ends()).length;
    const answer = await opened(format);
    expect(answer.statusCode).toBe(200);
    expect((await ends()).slice(before).map((entry) => entry.act)).toEqual(["members.export"]);
    answer.destroy();
    await allFree();
    const after = (await ends()).slice(before);
    expect(after.map((entry) => entry.act)).toEqual(["members.export", "export.end"]);
    expect(after[1]?.fields).toMatchObject({ whole: false });
  },
);

test("while two lists are written, whoever comes third is asked to wait, and may when one is done", async () => {
  most = 60_000_000;
  const writing = [await opened("csv"), await opened("csv")];
  expect(writing).toHaveLength(mostExports);
  const third = await fetch(`${origin}/csv`);
  expect([third.status, third.headers.get("retry-after")]).toEqual([503, "30"]);
  writing[0]?.destroy();
  writing[1]?.destroy();
  await allFree();
  most = 10;
  expect((await fetch(`${origin}/csv`)).status).toBe(200);
});

test("a list that breaks off arrives broken, and is written down so", async () => {
  most = 80_000;
  const answer = await fetch(`${origin}/csv`);
  await expect(answer.text()).rejects.toThrow("terminated");
  await allFree();
  expect((await ends()).at(-1)).toMatchObject({ act: "export.end", fields: { whole: false } });
});
