import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { audit } from "../audit/audit.ts";
import type { Db, Tx } from "../db/pool.ts";
import { Busy } from "../errors.ts";
import { type Language, speak } from "../i18n/language.ts";
import { csvOf } from "./csv.ts";
import type { Cell, ExportedList, Format, Table } from "./list.ts";
import { xlsxOf } from "./xlsx.ts";

/** How many files a process writes at a time: each holds a connection and half a core for as long as it takes. */
export const mostExports = 2;
let writing = 0;

const types: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

type Parts = { db: Db; now: () => Date };

/** Answers with a list as a file, written while it is read; asks to wait while others are being written. */
export async function sendList<Row>(
  reply: FastifyReply,
  parts: Parts,
  list: ExportedList<Row>,
  format: Format,
): Promise<FastifyReply> {
  if (writing >= mostExports) {
    reply.header("retry-after", "30");
    throw new Busy();
  }
  writing += 1;
  let body: Readable;
  try {
    await begin(parts, list, format);
    body = Readable.from(bytesOf(parts, list, format, reply.language()), { objectMode: false });
  } catch (error) {
    writing -= 1;
    throw error;
  }
  // Whole, broken off or never begun to be read: its place is free again as soon as it is closed.
  body.once("close", () => (writing -= 1));
  return reply
    .type(types[format])
    .header("cache-control", "private, no-store")
    .header("content-disposition", `attachment; filename="${list.name}-${list.day}.${format}"`)
    .send(body);
}

async function* bytesOf<Row>(
  { db, now }: Parts,
  list: ExportedList<Row>,
  format: Format,
  language: Language,
): AsyncGenerator<Buffer | string> {
  const tx = await db
    .startTransaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute();
  const read = { rows: 0, whole: false };
  try {
    const table = tableOf(list, tx, language, (rows) => (read.rows += rows));
    yield* format === "csv" ? csvOf(table) : xlsxOf(table);
    read.whole = true;
  } finally {
    await tx.rollback().execute();
    await end({ db, now }, list, read);
  }
}

/** The list in one language; `count` hears of every batch that is read. */
function tableOf<Row>(
  list: ExportedList<Row>,
  tx: Tx,
  language: Language,
  count: (rows: number) => void,
): Table {
  const { columns } = list;
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    for await (const batch of list.rows(tx)) {
      count(batch.length);
      yield speak(language, () => batch.map((row) => columns.map(({ value }) => value(row))));
    }
  };
  const titled = speak(language, () =>
    columns.map(({ title, kind, width }) => ({ title: title(), kind, width })),
  );
  return { title: list.name, columns: titled, rows: rows() };
}

/** Written down before the first byte leaves: a download that is broken off must not take its trace along. */
const begin = <Row>(
  parts: Parts,
  { entries, filters, day }: ExportedList<Row>,
  format: Format,
): Promise<void> => write(parts, entries, { ...filters, format, day });

const end = <Row>(parts: Parts, { entries }: ExportedList<Row>, read: object): Promise<void> =>
  write(
    parts,
    entries.map((entry) => ({ ...entry, act: "export.end" })),
    { ...read },
  );

const write = (
  { db, now }: Parts,
  entries: ExportedList<never>["entries"],
  fields: Record<string, unknown>,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    for (const entry of entries) await audit(tx, { ...entry, personal: { person: null, fields } }, now());
  });
