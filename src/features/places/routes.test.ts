import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { readSettings } from "../../platform/config.ts";
import type { Actor, Post } from "../../platform/http/actor.ts";
import { createServer } from "../../platform/http/server.ts";
import { importPlaces } from "./actions.ts";
import { placeRoutes } from "./routes.ts";
import { loadSamplePlaces } from "./sample.ts";

const now = new Date("2026-11-22T06:00:00Z");
let hub: TestHub;
let app: FastifyInstance;

const actor = (...posts: Post[]): Actor => ({
  id: randomUUID(),
  session: "",
  given_name: "Асқар",
  language: "kk",
  posts: posts.map((post) => ({ post, hub: null })),
});
const people: Record<string, Actor> = {
  administrator: actor("administrator"),
  coordinator: actor("coordinator", "national_coordinator"),
  member: actor(),
};

beforeAll(async () => {
  hub = await openHub();
  await loadSamplePlaces(hub.db, now);
  // The real server and routes; only who stands behind a session is told by the test.
  app = await createServer({
    settings: readSettings({
      NODE_ENV: "test",
      LOG_LEVEL: "error",
      SECRET: "s".repeat(40),
      DATABASE_URL: "postgres://x",
    }),
    now: () => now,
    identify: async (token) => people[token] ?? null,
    surroundings: () => ({ navigation: { main: [], staff: [] }, sample: false }),
  });
  placeRoutes(app, { ...({} as Parameters<typeof placeRoutes>[1]), db: hub.db, now: () => now });
  await app.ready();
});
afterAll(() => app.close());

const get = (url: string, session?: string) =>
  app.inject({ url, ...(session ? { cookies: { session } } : {}) });

function post(url: string, session: string, parts: Record<string, string | Buffer>) {
  const boundary = "x-boundary-x";
  const body = Buffer.concat([
    ...Object.entries(parts).map(([name, value]) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="${name}"` +
            (Buffer.isBuffer(value) ? `; filename="${name}.csv"\r\ncontent-type: text/csv` : "") +
            "\r\n\r\n",
        ),
        Buffer.from(value),
        Buffer.from("\r\n"),
      ]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return app.inject({
    method: "POST",
    url,
    cookies: { session },
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "sec-fetch-site": "same-origin" },
    body,
  });
}

describe("somebody who types the name of a place", () => {
  test("gets it with district and region in the language of the page, marked where the name is not in it", async () => {
    const answer = await get("/kk/places/suggestions?q=алгабас&near=110000000");
    expect(answer.json().places[0]).toEqual({
      code: "113657200",
      name: "Алгабас",
      lang: "ru",
      inside: "Астрахан ауданы, Ақмола облысы",
    });
    const russian = await get("/ru/places/suggestions?q=Algabas&near=110000000");
    expect(russian.json().places[1]).toEqual({
      code: "114637200",
      name: "Алгабас",
      inside: "Ерейментауский район, Акмолинская область",
    });
    const english = await get("/en/places/suggestions?q=kokshetau");
    expect(english.json().places[0]).toMatchObject({ name: "Kokshetau", inside: "Akmola region" });
  });

  test("gets nothing for too little, too much or nonsense, and no error", async () => {
    for (const query of ["", "?q=", "?q=к", "?q=%25", "?q=ыгфщ", "?q=алгабас&near=x", "?q=%00"])
      expect((await get(`/kk/places/suggestions${query}`)).statusCode).toBe(200);
    expect((await get(`/kk/places/suggestions?q=${"а".repeat(500)}`)).json()).toEqual({ places: [] });
  });

  test("finds it on a plain page too, and what was typed stays", async () => {
    const answer = await get("/ru/places/search?q=Щучинск&near=110000000");
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('value="Щучинск"');
    expect(answer.body).toContain('href="/ru/places/117020100"');
    expect(answer.body).toContain("Бурабайский район, Акмолинская область");
    const none = await get("/kk/places/search?q=ыгфщ");
    expect(none.body).toContain("Ештеңе табылмады");
    const short = await get("/kk/places/search?q=к");
    expect(short.body).toContain("Кемінде екі әріп жазыңыз.");
  });

  test("cannot put script into the page by what is typed", async () => {
    const answer = await get(`/en/places/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(answer.body).not.toContain("<script>alert");
  });
});

describe("somebody who opens a place", () => {
  test("reads its names, what it lies in and what lies in it", async () => {
    const { body } = await get("/kk/places/115600000");
    expect(body).toContain("Зеренді ауданы");
    expect(body).toContain('<span lang="ru">Зерендинский район</span>');
    expect(body).toContain('href="/kk/places/110000000"');
    expect(body).toContain("Ақмола облысы");
    expect(body).toMatch(/href="\/kk\/places\/115633100" lang="ru"[^>]*>Акколь</);
  });

  test("sees a city with coordinates on the country's map", async () => {
    const { body } = await get("/en/places/111010000");
    expect(body).toContain("map-point");
    expect(body).toContain("City of Kokshetau");
  });

  test("begins from the country with its regions", async () => {
    const { body } = await get("/ru/places");
    expect(body).toContain("Акмолинская область");
    expect(body).toContain("область Абай");
    expect(body).toContain('action="/ru/places/search"');
    expect((await get("/ru/places/000000000")).headers.location).toBe("/ru/places");
  });

  test("gets the same 404 for a code that is none and one that is nowhere", async () => {
    for (const code of ["999999999", "abc", "1", "113657200x", "../etc"])
      expect((await get(`/kk/places/${encodeURIComponent(code)}`)).statusCode).toBe(404);
  });

  test("reads that a place has left the register", async () => {
    const { rows } = await sql<{ id: string }>`
      insert into places.import (format, file_name, report, read_at, applied_at)
      values ('kato', 'x', '{}', ${now}, ${now}) returning id`.execute(hub.db);
    await sql`insert into places.retirement values ('113220100', ${rows[0]?.id}, ${now})`.execute(hub.db);
    expect((await get("/en/places/113220100")).body).toContain("This place has left the register");
    await sql`delete from places.retirement`.execute(hub.db);
    await sql`delete from places.import`.execute(hub.db);
  });
});

describe("the import", () => {
  const file = (...rows: string[]) =>
    Buffer.from(
      ["code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude", ...rows].join("\n"),
    );
  const good = file("115630900,115630000,settlement,village,Жаңа ауыл,,,,");

  test("is for administrators only, looking as well as sending", async () => {
    for (const url of ["/kk/places/import", `/kk/places/import/${randomUUID()}`]) {
      expect((await get(url)).statusCode).toBe(303);
      expect((await get(url, "member")).statusCode).toBe(403);
      expect((await get(url, "coordinator")).statusCode).toBe(403);
    }
    for (const who of ["member", "coordinator"]) {
      expect((await post("/kk/places/import", who, { format: "csv", file: good })).statusCode).toBe(403);
      const apply = `/kk/places/import/${randomUUID()}/application`;
      expect((await post(apply, who, {})).statusCode).toBe(403);
    }
  });

  test("shows what a file would do, and does it after a second yes", async () => {
    const sent = await post("/ru/places/import", "administrator", { format: "csv", file: good });
    expect(sent.statusCode).toBe(303);
    const report = String(sent.headers.location);
    const seen = await get(report, "administrator");
    expect(seen.body).toContain("Файл проверен: file.csv");
    expect(seen.body).toContain("Жаңа ауыл");
    expect((await get("/ru/places/115630900")).statusCode).toBe(404);
    const applied = await app.inject({
      method: "POST",
      url: `${report}/application`,
      cookies: { session: "administrator" },
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      body: "",
    });
    expect([applied.statusCode, applied.headers.location]).toEqual([303, report]);
    expect((await get(report, "administrator")).body).toContain("Реестр обновлён: file.csv");
    expect((await get("/ru/places/115630900")).body).toContain("Жаңа ауыл");
    expect((await get("/ru/places/import", "administrator")).body).toContain("Новые места: 1");
  });

  test("says by row why a file was refused, in the language of the page", async () => {
    const bad = file("115630901,115630000,,village,Жа?а ауыл,,,,", "115630902,999999999,,village,Ой,,,,");
    const russian = await post("/ru/places/import", "administrator", { format: "csv", file: bad });
    expect(russian.statusCode).toBe(422);
    expect(russian.body).toContain("Строка 2: в названии «Жа?а ауыл» стоит знак вопроса.");
    const orphan = file("115630902,999999999,,village,Ой,,,,");
    const kazakh = await post("/kk/places/import", "administrator", { format: "csv", file: orphan });
    expect(kazakh.body).toContain("2-жол: мекен орналасқан жер (999999999)");
  });

  test("asks again for a file or its kind, and takes no file larger than ten megabytes", async () => {
    const without = await post("/en/places/import", "administrator", { format: "csv" });
    expect([without.statusCode, without.body.includes("Choose a file.")]).toEqual([422, true]);
    const kindless = await post("/en/places/import", "administrator", { file: good });
    expect([kindless.statusCode, kindless.body.includes("Say what is in the file.")]).toEqual([422, true]);
    const huge = await post("/en/places/import", "administrator", {
      format: "csv",
      file: Buffer.alloc(11 << 20, 65),
    });
    expect([huge.statusCode, huge.body.includes("too large")]).toEqual([422, true]);
  });

  test("asks for one more yes before a tenth of a region goes", async () => {
    const rows = [
      "id;parent_id;code;name",
      "1;0;110000000;Акмолинская область",
      "2;1;115600000;Зерендинский район",
    ];
    const sent = await post("/en/places/import", "administrator", {
      format: "kato",
      file: Buffer.from(rows.join("\n")),
    });
    const report = String(sent.headers.location);
    const apply = (body: string) =>
      app.inject({
        method: "POST",
        url: `${report}/application`,
        cookies: { session: "administrator" },
        headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
        body,
      });
    const refused = await apply("");
    expect([refused.statusCode, refused.body.includes("Confirm that the file is whole.")]).toEqual([
      422,
      true,
    ]);
    expect((await apply("whole=yes")).statusCode).toBe(303);
    await importPlaces(
      hub.db,
      "installation",
      { name: "x", format: "kato", bytes: Buffer.from(rows.join("\n")) },
      now,
    );
  });
});
