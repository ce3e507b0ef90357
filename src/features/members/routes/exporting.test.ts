import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { read as readBook, utils } from "@e965/xlsx";
import { openHub, type TestHub } from "../../../../tests/hub.ts";
import { someHub, someMember, somePost, villages } from "../../../../tests/members.ts";
import { fullSession } from "../../../../tests/factor.ts";
import type { Post } from "../../../platform/http/actor.ts";

let hub: TestHub;
let here: string;
let coordinator: string;
const formula = `=HYPERLINK("http://evil.example","көр")`;

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  const there = await someHub(hub.db, { slug: "aktau" });
  coordinator = await signIn("coordinator", here, there);
  for (let index = 0; index < 60; index += 1)
    await someMember(hub.db, {
      hub: here,
      surname: `Асанова${"абвгд"[index % 5]}`,
      birth_date: index % 2 ? "2008-01-01" : "2001-01-01",
      settlement_code: villages.algabas,
      status: index === 7 ? "volunteer" : "registered",
    });
  const evil = await someMember(hub.db, { hub: here, given_name: "Үміт", surname: "Ясная" });
  await hub.db.updateTable("people.person").set({ surname: formula }).where("id", "=", evil).execute();
  const canary = { surname: "Канарейкина", given_name: "Қанария", birth_date: "2011-06-15" };
  await someMember(hub.db, { ...canary, hub: here, status: "waiting_for_consent" });
  await someMember(hub.db, { hub: there, surname: "Алыстағы" });
});

async function signIn(post: Post, of: string | null, home: string): Promise<string> {
  const id = await someMember(hub.db, { hub: home, given_name: "Кіріс", surname: "Қонақ" });
  await somePost(hub.db, { person: id, post, ...(of ? { hub: of } : {}) });
  return fullSession(hub, id);
}

const take = (payload: Record<string, string>, session = coordinator, url = "/en/people/export") =>
  hub.visit({ method: "POST", url, payload, session });
const csv = (body: string) => parse(body, { bom: true, delimiter: ";" }) as string[][];

test("a coordinator takes her whole list, in its order, with the columns of the page and no live cell", async () => {
  const answer = await take({ format: "csv", sort: "name" });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-disposition"]).toBe(
    'attachment; filename="people-kokshetau-2026-11-22.csv"',
  );
  const [titles, ...rows] = csv(answer.body);
  expect(titles?.join(", ")).toBe("Surname, Given name, Age, Village or town, District, Status, Joined");
  expect(rows).toHaveLength(61);
  expect(rows.map((row) => row[0]).filter((name) => name?.includes("HYPERLINK"))).toEqual([`'${formula}`]);
  expect(rows[0]).toEqual([
    `'${formula}`,
    "Үміт",
    "19",
    "Алгабас",
    "Зерендинский район",
    "registered",
    "2026-11-22",
  ]);
  expect(answer.body).not.toMatch(/канар|қанар|Алыстағы/i);
});

test("a narrowed list is taken narrowed, wherever in it somebody is, and in their own language", async () => {
  const page = await hub.visit({ url: "/kk/people?age=18-24&sort=age&q=асанова", session: coordinator });
  const form = /<form class="export-form[^]*?<\/form>/.exec(page.body)?.[0] ?? "";
  const fields = Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  expect(fields).toEqual({ q: "асанова", hub: "kokshetau", age: "18-24", sort: "age", format: "csv" });
  const answer = await take({ ...fields, format: "xlsx" }, coordinator, "/kk/people/export");
  const book = readBook(answer.rawPayload, { cellFormula: true });
  const rows = utils.sheet_to_json<string[]>(book.Sheets["people-kokshetau"] ?? {}, { header: 1 });
  expect(rows).toHaveLength(31);
  expect(rows[0]?.[0]).toBe("Тегі");
  expect(new Set(rows.slice(1).map((row) => row[2]))).toEqual(new Set([18]));
});

test("that a list was taken is written down, with what it was narrowed by and how many rows left", async () => {
  const traces = async () =>
    hub.db
      .selectFrom("platform.audit_entry as entry")
      .innerJoin("platform.audit_detail as detail", "detail.entry_id", "entry.id")
      .select(["entry.act", "entry.hub_id", "detail.fields", "detail.person_id"])
      .where("entry.act", "in", ["members.export", "export.end"])
      .orderBy("entry.id", "desc")
      .limit(2)
      .execute();
  await take({ format: "csv", status: "volunteer", q: "асанова" });
  expect(await traces()).toEqual([
    { act: "export.end", hub_id: here, person_id: null, fields: { rows: 1, whole: true } },
    {
      act: "members.export",
      hub_id: here,
      person_id: null,
      fields: {
        q: "асанова",
        hub: here,
        status: "volunteer",
        sort: "name",
        format: "csv",
        day: "2026-11-22",
      },
    },
  ]);
});

test("a national coordinator takes people of every hub, each with their hub", async () => {
  const session = await signIn("national_coordinator", null, here);
  const rows = csv((await take({ format: "csv" }, session)).body);
  expect(rows[0]?.at(-1)).toBe("Hub");
  expect(new Set(rows.slice(1).map((row) => row.at(-1)))).toEqual(new Set(["Kokshetau hub", "Aktau hub"]));
  expect(csv((await take({ format: "csv", hub: "aktau" }, session)).body)[0]).not.toContain("Hub");
});

test("those who wait for consent are one line each, for their own coordinator", async () => {
  const answer = await take({ format: "csv" }, coordinator, "/en/people/waiting/export");
  expect(csv(answer.body)).toEqual([
    ["Given name", "Age", "District", "Since"],
    ["Қанария", "15", "Зерендинский район", "2026-11-22"],
  ]);
  const national = await signIn("national_coordinator", null, here);
  expect(csv((await take({}, national, "/en/people/waiting/export")).body)).toHaveLength(1);
});

test("a hub that is not hers is not there, and an address of a file leads back to its list", async () => {
  expect((await take({ hub: "aktau" })).statusCode).toBe(404);
  const back = await hub.visit({ url: "/en/people/export", session: coordinator });
  expect([back.statusCode, back.headers.location]).toEqual([303, "/en/people"]);
  const waiting = await hub.visit({ url: "/en/people/waiting/export", session: coordinator });
  expect([waiting.statusCode, waiting.headers.location]).toEqual([303, "/en/people/waiting"]);
});
