import { randomUUID } from "node:crypto";
import { HtmlValidate } from "html-validate";
import { beforeAll, expect, test } from "vitest";
import { openSampleHub, type SampleHub } from "../../../tests/sample-hub.ts";
import { htmlRules } from "../../ui/html-rules.ts";
import { findHub } from "./index.ts";

let hub: SampleHub;
let national: string;
let coordinator: string;
beforeAll(async () => {
  hub = await openSampleHub();
  national = await hub.sessionOf("national_coordinator");
  coordinator = await hub.sessionOf("coordinator");
});

type Fields = Record<string, string | string[]>;
const form = (fields: Fields) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([key, value]) => [value].flat().map((each) => [key, each])),
  );
const get = (url: string, session?: string) => hub.visit({ url, ...(session ? { session } : {}) });
const post = (url: string, session: string, fields: Fields = {}) =>
  hub.visit({
    method: "POST",
    url,
    session,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: form(fields).toString(),
  });

const steps: [string, Fields][] = [
  [
    "name",
    {
      name_kk: "Қосшы волонтерлік хабы",
      name_ru: "Волонтёрский хаб Косшы",
      name_en: "Kosshy Volunteer Hub",
      city_code: "111010000",
    },
  ],
  ["area", { area: ["110000000", "710000000"] }],
  [
    "people",
    {
      lowest_age: "14",
      highest_age: "30",
      consent_age: "16",
      languages: ["kk", "ru"],
      time_zone: "Asia/Almaty",
    },
  ],
  [
    "contacts",
    {
      opened_on_day: "1",
      opened_on_month: "12",
      opened_on_year: "2026",
      email: "kosshy@example.org",
      phone: "8 716 225 00 00",
      about_ru: "Первый абзац.\r\n\r\nВторой абзац.",
      partner_1_ru: "Городская библиотека",
      partner_2_kk: "",
    },
  ],
];

test("everybody reads the list of hubs and the page of each in three languages", async () => {
  for (const [language, name] of [
    ["kk", "Көкшетау волонтерлік хабы"],
    ["ru", "Волонтёрский хаб Кокшетау"],
    ["en", "Kokshetau Volunteer Hub"],
  ] as const) {
    const list = await get(`/${language}/hubs`);
    expect(list.headers["cache-control"]).toContain("public");
    expect(list.body).toContain(name);
    const page = await get(`/${language}/hubs/kokshetau`);
    expect(page.body).toContain(`<h1>${name}</h1>`);
    expect(page.body).toContain(`href="/${language}/join?hub=kokshetau"`);
    expect(page.body).toContain("kokshetau@example.org");
  }
});

test("a hub that does not exist is missing, and so is its form", async () => {
  expect((await get("/ru/hubs/nowhere")).statusCode).toBe(404);
  expect((await get("/ru/hubs/nowhere/edit", national)).statusCode).toBe(404);
});

test("the national coordinator opens a hub step by step, with no script, and finds it on the map", async () => {
  const draft = randomUUID();
  const [first] = steps;
  let next = `/ru/hubs/new/${draft}/${first?.[0]}`;
  for (const [step, fields] of steps) {
    expect(next).toBe(`/ru/hubs/new/${draft}/${step}`);
    const answer = await post(next, national, fields);
    expect(answer.statusCode).toBe(303);
    next = String(answer.headers.location);
  }
  const check = await get(next, national);
  expect(check.body).toContain("Волонтёрский хаб Косшы");
  expect(check.body).toContain("1 декабря 2026");
  const opened = await post(next, national);
  expect(opened.headers.location).toBe("/ru/hubs/kosshy");
  expect((await post(next, national)).headers.location).toBe("/ru/hubs/kosshy");
  expect(await findHub(hub.db, "kosshy")).toMatchObject({
    phone: "+77162250000",
    opened_on: "2026-12-01",
    area: ["110000000", "710000000"],
    partners: [{ kk: "", ru: "Городская библиотека", en: "" }],
  });
  const page = await get("/ru/hubs/kosshy");
  expect(page.body).toContain("Хаб откроется 1 декабря 2026");
  expect(page.body).toContain("<p>Первый абзац.</p><p>Второй абзац.</p>");
  expect((await get("/kk/hubs/kosshy")).body).toContain('<span lang="ru">Городская библиотека</span>');
  expect((await get("/ru/hubs")).body).toContain("/ru/hubs/kosshy");
});

test("a step begins with kind answers: the city's own region and its zone", async () => {
  const draft = randomUUID();
  await post(`/en/hubs/new/${draft}/name`, national, { ...steps[0]?.[1], city_code: "471010000" });
  const area = await get(`/en/hubs/new/${draft}/area`, national);
  expect(area.body).toMatch(/value="470000000" checked|checked value="470000000"/);
  const people = await get(`/en/hubs/new/${draft}/people`, national);
  expect(people.body).toMatch(/<option value="Asia\/Aqtau" selected/);
  expect(people.body).toMatch(/name="lowest_age"[^>]*value="14"|value="14"[^>]*name="lowest_age"/);
});

test("without script the button finds the city and one of the found is chosen", async () => {
  const draft = randomUUID();
  const typed = {
    name_kk: "Қосшы хабы",
    name_ru: "",
    name_en: "",
    city_code_query: "kokshetau",
    find: "city_code",
  };
  const answer = await post(`/ru/hubs/new/${draft}/name`, national, typed);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('value="111010000"');
  expect(answer.body).toContain('value="Қосшы хабы"');
  expect(answer.body).not.toContain("field-error");
});

test("without script a button gives room for another partner and keeps what was typed", async () => {
  const draft = randomUUID();
  const typed = { partner_1_kk: "Қалалық кітапхана", email: "a@example.org", more: "partners" };
  const { body } = await post(`/kk/hubs/new/${draft}/contacts`, national, typed);
  expect(body).toContain('name="partner_2_kk"');
  expect(body).not.toContain('name="partner_3_kk"');
  expect(body).toContain("Қалалық кітапхана");
});

test("whoever leaves something out is told what and where, and nothing typed is lost", async () => {
  const draft = randomUUID();
  const answer = await post(`/en/hubs/new/${draft}/name`, national, {
    name_kk: "Қосшы хабы",
    name_ru: "",
    name_en: "",
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('href="#name_ru"');
  expect(answer.body).toContain('href="#city_code"');
  expect(answer.body).toContain('value="Қосшы хабы"');
  const people = await post(`/en/hubs/new/${draft}/people`, national, {
    lowest_age: "fourteen",
    highest_age: "200",
  });
  expect(people.statusCode).toBe(422);
  expect(people.body).toContain('value="fourteen"');
});

test("an unfinished hub waits for the one who began it and can be thrown away", async () => {
  const draft = randomUUID();
  await post(`/en/hubs/new/${draft}/name`, national, {
    ...steps[0]?.[1],
    name_en: "Forgotten Hub",
  });
  expect((await get("/en/hubs/new", national)).body).toContain("Forgotten Hub");
  expect((await get(`/en/hubs/new/${draft}/check`, national)).body).toContain("Before the hub can open");
  expect((await post(`/en/hubs/new/${draft}/check`, national)).statusCode).toBe(422);
  await post(`/en/hubs/new/${draft}/removal`, national);
  expect((await get("/en/hubs/new", national)).body).not.toContain("Forgotten Hub");
  expect((await get(`/en/hubs/new/${draft}/check`, national)).statusCode).toBe(404);
});

test("an address that names no step or no draft is a page that does not exist", async () => {
  for (const address of [`${randomUUID()}/nowhere`, "not-a-draft/name", `${randomUUID()}/area`])
    expect((await get(`/en/hubs/new/${address}`, national)).statusCode).toBe(404);
});

test("a form without its version is told to be filled in right", async () => {
  expect((await post("/en/hubs/kokshetau/edit", national, { email: "" })).statusCode).toBe(422);
});

test("nobody else is let in to open a hub, and strangers are asked to sign in", async () => {
  expect((await get("/en/hubs/new", coordinator)).statusCode).toBe(403);
  expect((await post(`/en/hubs/new/${randomUUID()}/name`, coordinator, steps[0]?.[1])).statusCode).toBe(403);
  expect((await get("/en/hubs/new")).headers.location).toContain("/sign-in");
});

test("a coordinator sees the way to change her own hub's words, and none to another's", async () => {
  expect((await get("/en/hubs/kokshetau", coordinator)).body).toContain("/en/hubs/kokshetau/edit");
  expect((await get("/en/hubs/aktau", coordinator)).body).not.toContain("/edit");
  expect((await get("/en/hubs/kokshetau")).body).not.toContain("/edit");
  expect((await get("/en/hubs/aktau/edit", coordinator)).statusCode).toBe(403);
  const own = (await get("/en/hubs/kokshetau/edit", coordinator)).body;
  expect(own).toContain('name="about_kk"');
  expect(own).not.toContain('name="consent_age"');
  expect((await get("/en/hubs/kokshetau/edit", national)).body).toContain('name="consent_age"');
});

const wordsOf = async (slug: string): Promise<Fields> => {
  const { about, address, email, partners } = (await findHub(hub.db, slug)) ?? {};
  if (!about || !address || !partners) throw new Error(`${slug} is missing`);
  return {
    ...Object.fromEntries(Object.entries(about).map(([key, value]) => [`about_${key}`, value])),
    ...Object.fromEntries(Object.entries(address).map(([key, value]) => [`address_${key}`, value])),
    ...Object.assign({}, ...partners.map((each, at) => ({ [`partner_${at + 1}_ru`]: each.ru }))),
    email: email ?? "",
  };
};

test("what a form sends beyond a coordinator's part changes nothing", async () => {
  const before = await findHub(hub.db, "kokshetau");
  const sent = {
    ...(await wordsOf("kokshetau")),
    version: String(before?.version),
    consent_age: "14",
    name_en: "Mine",
    city_code: "471010000",
    email: "new@example.org",
  };
  expect((await post("/en/hubs/kokshetau/edit", coordinator, sent)).statusCode).toBe(303);
  expect(await findHub(hub.db, "kokshetau")).toMatchObject({
    email: "new@example.org",
    consent_age: 16,
    name: before?.name,
    city_code: before?.city_code,
  });
});

test("whoever saves over another's change is shown both versions, and saving again is a choice", async () => {
  const { version } = (await findHub(hub.db, "kokshetau")) ?? {};
  const words = { ...(await wordsOf("kokshetau")), version: String(version) };
  await post("/en/hubs/kokshetau/edit", coordinator, { ...words, email: "first@example.org" });
  const late = await post("/en/hubs/kokshetau/edit", coordinator, { ...words, email: "late@example.org" });
  expect(late.statusCode).toBe(409);
  expect(late.body).toContain("first@example.org");
  expect(late.body).toContain("late@example.org");
  expect((await findHub(hub.db, "kokshetau"))?.email).toBe("first@example.org");
  const shown = /name="version" value="(\d+)"/.exec(late.body)?.[1] ?? "";
  const again = { ...words, email: "late@example.org", version: shown };
  expect((await post("/en/hubs/kokshetau/edit", coordinator, again)).statusCode).toBe(303);
  expect((await findHub(hub.db, "kokshetau"))?.email).toBe("late@example.org");
});

test("every page for opening and changing a hub is valid HTML, also when it refuses", async () => {
  const valid = new HtmlValidate(htmlRules);
  const draft = randomUUID();
  const bodies = [(await get("/kk/hubs/new", national)).body];
  for (const [step, fields] of steps) {
    bodies.push((await post(`/kk/hubs/new/${draft}/${step}`, national, {})).body);
    await post(`/kk/hubs/new/${draft}/${step}`, national, fields);
    bodies.push((await get(`/kk/hubs/new/${draft}/${step}`, national)).body);
  }
  bodies.push((await get(`/kk/hubs/new/${draft}/check`, national)).body);
  const find = { city_code_query: "kokshetau", find: "city_code" };
  bodies.push((await post(`/kk/hubs/new/${draft}/name`, national, find)).body);
  bodies.push((await get("/kk/hubs/aktau/edit", national)).body);
  bodies.push((await post("/kk/hubs/aktau/edit", national, { version: "99", about_ru: "Новое" })).body);
  for (const body of bodies) {
    const { results } = await valid.validateString(body);
    expect(results.flatMap((each) => each.messages)).toEqual([]);
  }
});

const canaries = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'--><svg/onload=alert(1)>",
  "</textarea><script>alert(1)</script>",
  "{{7*7}} ${7*7} &lt;b&gt; javascript:alert(1)",
];

test.each(canaries)("a hub called %s runs nothing on any page that shows it", async (canary) => {
  const draft = randomUUID();
  const threat = { kk: canary, ru: canary, en: canary };
  const inThree = (key: string) =>
    Object.fromEntries(Object.entries(threat).map(([language, text]) => [`${key}_${language}`, text]));
  const [, area, people, contacts] = steps.map(([, fields]) => fields);
  const bad = { ...contacts, ...inThree("about"), ...inThree("address"), ...inThree("partner_1") };
  const pages: string[] = [];
  const keep = (body: string) => pages.push(body);
  keep((await post(`/en/hubs/new/${draft}/name`, national, { ...inThree("name"), city_code: canary })).body);
  await post(`/en/hubs/new/${draft}/name`, national, { ...inThree("name"), city_code: "111010000" });
  await post(`/en/hubs/new/${draft}/area`, national, area);
  await post(`/en/hubs/new/${draft}/people`, national, people);
  keep((await post(`/en/hubs/new/${draft}/contacts`, national, { ...bad, email: canary })).body);
  await post(`/en/hubs/new/${draft}/contacts`, national, bad);
  for (const step of ["name", "area", "people", "contacts", "check"])
    keep((await get(`/en/hubs/new/${draft}/${step}`, national)).body);
  keep((await get("/en/hubs/new", national)).body);
  const address = String((await post(`/en/hubs/new/${draft}/check`, national)).headers.location);
  for (const url of ["/en/hubs", address, "/en/", "/sitemap.xml"]) keep((await get(url)).body);
  keep((await get(`${address}/edit`, national)).body);
  keep((await post(`${address}/edit`, national, { ...bad, ...inThree("name"), version: "99" })).body);
  for (const page of pages) expect(page).not.toMatch(/<(script>|img src=x|svg\/onload)/);
  expect(
    pages.filter((page) => page.includes("&lt;") || page.includes("javascript:")).length,
  ).toBeGreaterThan(9);
});
