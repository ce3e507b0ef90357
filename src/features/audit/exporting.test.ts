import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { read as readBook, utils } from "@e965/xlsx";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { holding, someHub, someMember, somePost } from "../../../tests/members.ts";
import { audit } from "../../platform/audit/audit.ts";
import { Forbidden } from "../../platform/errors.ts";
import type { Post } from "../../platform/http/actor.ts";
import { fileOfEntries } from "./exporting.ts";

let hub: TestHub;
let here: string;
let admin: { id: string; session: string };
let coordinator: { id: string; session: string };
let member: string;
const formula = "=1+1";

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  admin = await staff("administrator", "Әкімбек");
  coordinator = await staff("coordinator", formula, here);
  member = await someMember(hub.db, { hub: here, surname: "Жасырынова", given_name: "Мөлдір" });
  await hub.visit({ url: `/en/people/${member}`, session: coordinator.session });
  await edits(520);
});

async function staff(post: Post, given_name: string, of?: string): Promise<{ id: string; session: string }> {
  const id = await someMember(hub.db, { hub: here, surname: "Серікова" });
  await hub.db.updateTable("people.person").set({ given_name }).where("id", "=", id).execute();
  await somePost(hub.db, { person: id, post, ...(of ? { hub: of } : {}) });
  return { id, session: await fullSession(hub, id) };
}

/** So many acts of the coordinator, two at each moment: more than a page shows, and than a file holds at a time. */
const edits = (count: number) =>
  hub.db.transaction().execute(async (tx) => {
    for (let each = 0; each < count; each += 1) {
      const at = new Date(hub.now().getTime() - Math.floor(each / 2) * 60_000);
      const subject = each % 3 ? { kind: "person", id: member } : { kind: "hub", id: here };
      await audit(tx, { actor: coordinator.id, act: "people.edit", subject, hub: here }, at);
    }
  });

const take = (payload: Record<string, string>, session = admin.session) =>
  hub.visit({ method: "POST", url: "/en/audit/export", payload: { format: "csv", ...payload }, session });
const csv = (body: string) => parse(body, { bom: true, delimiter: ";" }) as string[][];
const open = (url: string, session = admin.session) => hub.visit({ url: `/en${url}`, session });
const cellsOf = (row: string) =>
  [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => plain(cell));
/** Words alone: a page breaks lines where a file has signs. */
const plain = (text: string) =>
  text
    .replace(/<[^>]+>/g, " ")
    .replace(/[\s(),;'–]+/g, " ")
    .trim();

/** What the pages show from here on, to the last of them. */
async function pagesFrom(url: string): Promise<string[][]> {
  const { body } = await open(url);
  const rows = (/<tbody>(.*?)<\/tbody>/s.exec(body)?.[1]?.match(/<tr>.*?<\/tr>/gs) ?? []).map(cellsOf);
  const next = /href="\/en(\/audit\?[^"]+)"[^>]*>(?:(?!<\/a>).)*Next page/s.exec(body)?.[1];
  return next ? [...rows, ...(await pagesFrom(next.replaceAll("&amp;", "&")))] : rows;
}

test("an administrator takes every entry that the pages show, in their order and their words", async () => {
  const asked = { act: "people.edit", hub: "kokshetau" };
  const answer = await take(asked);
  expect(answer.headers["content-disposition"]).toBe('attachment; filename="audit-2026-11-22.csv"');
  const [titles, ...rows] = csv(answer.body);
  expect(titles).toEqual(["What was done", "Who", "About whom", "Hub", "When", "Time"]);
  expect(rows).toHaveLength(520);
  expect(rows.slice(0, 2).map((row) => row.slice(2))).toEqual([
    ["a member of a hub", "Kokshetau hub", "2026-11-22", "11:00"],
    ["", "Kokshetau hub", "2026-11-22", "11:00"],
  ]);
  const shown = await pagesFrom(`/audit?${new URLSearchParams(asked)}`);
  expect(rows.map((row) => row.slice(0, 4).map(plain))).toEqual(shown.map((row) => row.slice(0, 4)));
  expect(rows.map((row) => row[5])).toEqual(shown.map((row) => row[4]?.slice(-5)));
  expect((await take({})).body).not.toMatch(/Жасырынова|Мөлдір/);
});

test("what the page is narrowed by goes into the file, in the language of the page; a place in it does not", async () => {
  const after = (await hub.db.selectFrom("platform.audit_entry").select("id").executeTakeFirstOrThrow()).id;
  const asked = `act=members.read_person&hub=kokshetau&person=${member}&from=2026-11-22&until=2026-11-22`;
  const { body } = await hub.visit({ url: `/kk/audit?${asked}`, session: admin.session });
  const form = /<form class="export-form[^]*?<\/form>/.exec(body)?.[0] ?? "";
  const fields = Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  expect(fields).toEqual({ ...Object.fromEntries(new URLSearchParams(asked)), format: "csv" });
  const answer = await hub.visit({
    method: "POST",
    url: "/kk/audit/export",
    payload: { ...fields, format: "xlsx", after: String(after) },
    session: admin.session,
  });
  const book = readBook(answer.rawPayload, { cellFormula: true });
  expect(utils.sheet_to_json(book.Sheets["audit"] ?? {}, { header: 1, raw: false })).toEqual([
    ["Не істелді", "Кім", "Кімге қатысты", "Хаб", "Қашан", "Уақыты"],
    [
      "Адамның бетін ашты",
      `${formula} Серікова (Үйлестіруші, Kokshetau хабы)`,
      "хаб мүшесі",
      "Kokshetau хабы",
      expect.any(String),
      "11:00",
    ],
  ]);
  expect(csv((await take({ act: "members.read_person", until: "2026-11-21" })).body)).toHaveLength(1);
  expect(csv((await take({ hub: "no-such-hub" })).body)).toHaveLength(1);
});

test("a name that a spreadsheet would run is a text in the file (S8)", async () => {
  const found = csv((await take({ act: "members.read_person" })).body);
  expect(found[1]?.[1]).toBe(`'${formula} Серікова (Coordinator, Kokshetau hub)`);
  const answer = await take({ act: "members.read_person", format: "xlsx" });
  const sheet = readBook(answer.rawPayload, { cellFormula: true }).Sheets["audit"] ?? {};
  expect(sheet["B2"]).toMatchObject({ t: "s", v: `${formula} Серікова (Coordinator, Kokshetau hub)` });
  expect(sheet["B2"]).not.toHaveProperty("f");
});

test("that the record was taken is written down, and whoever it was narrowed to reads it", async () => {
  const traces = () =>
    hub.db
      .selectFrom("platform.audit_entry as entry")
      .innerJoin("platform.audit_detail as detail", "detail.entry_id", "entry.id")
      .select(["entry.act", "entry.actor_id", "entry.subject_kind", "entry.subject_id", "entry.hub_id"])
      .select("detail.fields")
      .where("entry.act", "in", ["audit.export", "export.end"])
      .orderBy("entry.id", "desc")
      .limit(2)
      .execute();
  await take({ act: "people.edit", hub: "kokshetau", from: "2026-11-22" });
  const whole = { actor_id: admin.id, subject_kind: "audit", subject_id: "entries", hub_id: here };
  const since = "2026-11-21T19:00:00.000Z";
  expect(await traces()).toEqual([
    { ...whole, act: "export.end", fields: { rows: 520, whole: true } },
    {
      ...whole,
      act: "audit.export",
      fields: { act: "people.edit", since, format: "csv", day: "2026-11-22" },
    },
  ]);
  await take({ person: member, act: "members.read_person" });
  const theirs = { actor_id: admin.id, subject_kind: "person", subject_id: member, hub_id: null };
  expect(await traces()).toMatchObject([
    { ...theirs, act: "export.end", fields: { rows: 1, whole: true } },
    { ...theirs, act: "audit.export" },
  ]);
  const { body } = await open("/me/readers", await fullSession(hub, member));
  expect(body).toContain("Downloaded the entries about you from the record of acts");
  expect((await open("/audit?act=audit.export")).body).toContain("Downloaded the record of acts");
});

test("nobody else takes it, and its address leads back to the page", async () => {
  const sessions = [coordinator.session, (await staff("national_coordinator", "Ұлпан")).session];
  sessions.push(await fullSession(hub, member));
  const answers = await Promise.all(sessions.map((session) => take({}, session)));
  expect(answers.map((each) => each.statusCode)).toEqual([403, 403, 403]);
  expect(String((await take({}, "")).headers.location)).toContain("/en/sign-in");
  const parts = { tracesOf: async () => [] };
  const scope = { hubs: new Map(), language: "en" as const, now: hub.now() };
  expect(() => fileOfEntries(parts, holding(["coordinator", null]), { people: [] }, scope)).toThrow(
    Forbidden,
  );
  const back = await open("/audit/export");
  expect([back.statusCode, back.headers.location]).toEqual([303, "/en/audit"]);
});
