import { setTimeout } from "node:timers/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { erasePerson } from "../../app.ts";
import { jobsOfAll } from "../../jobs.ts";
import { letGuardianAnswer, someMinor, type Young } from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub } from "../../../tests/members.ts";
import {
  check,
  formWithScan,
  type Handler,
  onSheet,
  photoOfSheet,
  printFor,
  record,
  someHandler,
} from "../../../tests/paper-consents.ts";
import { withdrawAnswers } from "./store/ledger.ts";
import { addStep, changePaper, lockPaper } from "./store/papers.ts";
import { mayNow } from "./index.ts";

let hub: TestHub;
let here: string;
let first: Handler;
let second: Handler;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  first = await someHandler(hub, here);
  second = await someHandler(hub, here, "safeguarding_focal_point", "Оспанова");
});

const begin = new Date("2026-11-22T06:00:00Z");
const onDay = (days: number) => hub.set(new Date(begin.getTime() + days * 86_400_000));
const may = (person: string, purpose: Parameters<typeof mayNow>[2] = "data") =>
  mayNow(hub.db, person, purpose, hub.now());

const done = "/kk/hubs/kokshetau/papers?done=confirmed";

/** A sheet of a young person that one member of staff has recorded with its photo. */
async function recorded(given: Record<string, string> = {}): Promise<{ young: Young; code: string }> {
  const young = await someMinor(hub, { hub: here });
  const [code = ""] = await printFor(hub, first, [young.id]);
  await record(first, code, onSheet(given));
  return { young, code };
}

const rowsOf = async (person: string) =>
  (
    await hub.db
      .selectFrom("consents.consent")
      .select(["purpose", "how"])
      .where("person_id", "=", person)
      .execute()
  ).length;

const scansOf = async (code: string) =>
  (
    await hub.db
      .selectFrom("consents.scan as scan")
      .innerJoin("consents.paper as paper", "paper.id", "scan.paper_id")
      .select("scan.kind")
      .where("paper.code", "=", code)
      .execute()
  ).length;

describe("a paper is never confirmed", () => {
  test("by the mother of the young person who works at the hub, known by her name or by her contact", async () => {
    const named = await recorded({ name: "Оспанова Дана" });
    expect(await check(second, named.code)).toBe(422);
    const young = await someMinor(hub, { hub: here });
    const contact = `mother.${young.id}@example.org`;
    const mother = await someHandler(hub, here, "coordinator", "Қасымова");
    const value = { person_id: mother.id, kind: "mail", value: contact, confirmed_at: hub.now() };
    await letGuardianAnswer(hub, young, ["data"], contact);
    await hub.db.insertInto("people.contact").values(value).execute();
    const [code = ""] = await printFor(hub, first, [young.id]);
    await record(first, code);
    expect(await check(mother, code)).toBe(422);
    expect(await check(second, code)).toBe(done);
  });

  test("twice, or after it was made void while somebody was looking", async () => {
    const { young, code } = await recorded();
    let late: Promise<string | number> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      const paper = (await lockPaper(tx, code))!;
      late = check(second, code);
      await setTimeout(400);
      await changePaper(tx, paper.id, { state: "void" }, hub.now());
      await addStep(tx, { paper: paper.id, step: "void", by: first.id }, hub.now());
    });
    expect(await late).toBe(422);
    expect(await rowsOf(young.id)).toBe(0);
    const other = await recorded();
    expect(await check(second, other.code)).toBe(done);
    const again = await second.browser.post(`/kk/papers/${other.code}/confirmation`, { version: "2" });
    expect(again.headers.location).toBe(done);
    expect(await rowsOf(other.young.id)).toBe(3);
  });

  test("as it was read when it was recorded anew meanwhile", async () => {
    const { young, code } = await recorded();
    await record(first, code, onSheet({ guardian_data: "refused" }));
    const answer = await second.browser.post(`/kk/papers/${code}/confirmation`, { version: "2" });
    expect(answer.statusCode).toBe(409);
    expect(await may(young.id)).toBe(false);
  });
});

describe("the day on a sheet", () => {
  test("is refused with a sentence where it is missing, yet to come, or before the sheet was printed", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    for (const day of ["", "21", "23", "31"])
      expect(await record(first, code, onSheet({ signed_on_day: day }))).toBe(422);
    expect(await record(first, code, onSheet())).toContain("done=recorded");
  });

  test("begins the term; the answer stands for the words that were signed, though newer ones have followed", async () => {
    const { young, code } = await recorded();
    const before = await hub.db
      .selectFrom("consents.text")
      .selectAll()
      .where("purpose", "=", "data")
      .executeTakeFirstOrThrow();
    const { id: old, ...text } = before;
    const words = JSON.stringify(text.words);
    await hub.db
      .insertInto("consents.text")
      .values({ ...text, words, version: 2 })
      .execute();
    onDay(3);
    await check(second, code);
    const row = await hub.db
      .selectFrom("consents.consent")
      .select(["text_id", "ends_on", "text_hash"])
      .where("person_id", "=", young.id)
      .where("purpose", "=", "data")
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ text_id: old, ends_on: "2028-11-22" });
    onDay(0);
  });

  test("a withdrawal or a refusal since then is not undone by a paper that comes in late", async () => {
    const { young, code } = await recorded();
    onDay(2);
    await letGuardianAnswer(hub, young, ["data", "photo"]);
    await hub.db
      .transaction()
      .execute((tx) => withdrawAnswers(tx, { person: young.id, purpose: "data", by: "guardian" }, hub.now()));
    expect(await may(young.id)).toBe(false);
    expect(await check(second, code)).toBe(done);
    expect(await may(young.id)).toBe(false);
    expect(await may(young.id, "photo")).toBe(true);
    onDay(0);
  });
});

describe("a scan", () => {
  const read = ({ browser }: Handler, code: string) => browser.get(`/kk/papers/${code}/scan/file`);
  const send = async ({ browser }: Handler, code: string, bytes: Buffer) => {
    const sent = formWithScan({}, { name: "scan", type: "image/png", bytes });
    return browser.ask({ method: "POST", url: `/kk/papers/${code}/scan`, ...sent });
  };

  test("is kept upright, with nothing in it of the place or the phone it was taken with", async () => {
    const before = await sharp(await photoOfSheet()).metadata();
    expect([before.width, before.orientation, before.exif?.includes("canary phone")]).toEqual([600, 6, true]);
    const { code } = await recorded();
    const answer = await read(second, code);
    const { width, height, orientation, exif, icc, xmp } = await sharp(answer.rawPayload).metadata();
    expect({ width, height, orientation, exif, icc, xmp }).toEqual({ width: 400, height: 600 });
  });

  test("is served to those who handle it alone, as nothing that can run, and each reading is kept", async () => {
    const { young, code } = await recorded();
    const { headers } = await read(second, code);
    expect(headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-disposition": `inline; filename="${code}.jpg"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; .*; sandbox$/);
    const stranger = await someHandler(hub, await someHub(hub.db, { slug: `far${code}` }));
    expect((await read(stranger, code)).statusCode).toBe(404);
    expect((await young.browser.get(`/papers/${code}/scan/file`)).status).toBe(403);
    const { rows } = await hub.db
      .selectFrom("platform.audit_entry")
      .select((eb) => eb.fn.countAll<number>().as("rows"))
      .where("act", "=", "consents.read_scan")
      .where("subject_id", "=", young.id)
      .executeTakeFirstOrThrow();
    expect(Number(rows)).toBe(1);
  });

  test("of more than 50 megapixels, of no known kind or of more than 10 MB is refused with a sentence", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    await record(first, code, onSheet(), null);
    const huge = await sharp({ create: { width: 8000, height: 6300, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const bad: [Buffer, string][] = [
      [huge, "50 мегапиксель"],
      [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "Файл оқылмайды"],
      [Buffer.alloc(10 * 1024 * 1024 + 1, 1), "10 МБ-тан үлкен"],
      [Buffer.from("%PDF-1.7\n1 0 obj <</S /J#61vaScript>> endobj"), "скрипт не басқа файлдар"],
    ];
    for (const [bytes, words] of bad) {
      const answer = await send(first, code, bytes);
      expect([answer.statusCode, answer.body.includes(words)]).toEqual([422, true]);
    }
    expect(await scansOf(code)).toBe(0);
    expect((await send(first, code, Buffer.from("%PDF-1.7\n%%EOF"))).statusCode).toBe(303);
    expect((await read(second, code)).headers["content-disposition"]).toContain("attachment");
  });

  test("goes with its paper's end: void at once, three years after the consent, and with the person", async () => {
    const spoilt = await recorded();
    await first.browser.post(`/kk/papers/${spoilt.code}/void`);
    expect(await scansOf(spoilt.code)).toBe(0);
    const { young, code } = await recorded();
    await check(second, code);
    const other = await recorded();
    await check(second, other.code);
    const forget = jobsOfAll.find(({ name }) => name === "consents.forget_scans");
    const run = () => forget?.run({ db: hub.db, jobs: hub.jobs, settings: hub.settings, now: hub.now() }, {});
    hub.set("2031-11-21T06:00:00Z");
    await run();
    expect(await scansOf(code)).toBe(1);
    await hub.db.transaction().execute((tx) => erasePerson(tx, other.young.id, hub.now()));
    expect(await scansOf(other.code)).toBe(0);
    hub.set("2031-11-22T06:00:00Z");
    await run();
    expect([await scansOf(code), await rowsOf(young.id)]).toEqual([0, 3]);
    onDay(0);
  });
});
