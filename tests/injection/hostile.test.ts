import { beforeAll, describe, expect, test } from "vitest";
import { fullSession } from "../factor.ts";
import { writtenFields } from "./fields.ts";
import { formsOf, readyAnswers } from "./forms.ts";
import { parsed } from "./html.ts";
import { halfSession, tell } from "./ways.ts";
import type { Access } from "../../src/platform/http/access.ts";
import { lifeAnswers } from "../joining.ts";
import { openSampleHub, type SampleHub } from "../sample-hub.ts";
import { visitor } from "../visitor.ts";
import { samplePeople } from "../../src/sample/load.ts";

let hub: SampleHub;
const people = new Map<string, string>();
beforeAll(async () => {
  hub = await openSampleHub({ LOG_LEVEL: "silent", FLOOD_CEILING: "100000" });
  for (const { id, role } of await samplePeople(hub.db)) if (!people.has(role)) people.set(role, id);
});

/** Names of fields, of what stands in addresses, and of what nobody may set. */
const others = `
  settlement_code city_code area speaks languages occupation language time_zone birth_date_month opened_on_month version
  operation person hub next find more status role post id sort after before age district settlement near act from until
  done theme whole format joined saved wait sent another where view region last_day_month reason`;
const names = [
  ...new Set([
    ...Object.values(writtenFields)
      .flat()
      .map((name) => name.replace("#", "1")),
    ...others.trim().split(/\s+/),
  ]),
];
const all = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
const form = "application/x-www-form-urlencoded";
const json = "application/json";
const formOf = (value: string) => new URLSearchParams(all(value) as Record<string, string>).toString();
const twice = names.map((name) => `${name}=a&${name}=%00`).join("&");

/** What no page of ours sends: each has to be refused or passed over, and to break nothing. */
const bodies: Record<string, { type: string; payload: string }> = {
  "signs that no keyboard types": { type: form, payload: formOf("a\0b\u0007\u202E\uFFFE") },
  "every field twice": { type: form, payload: twice },
  "letters cut in half": { type: json, payload: JSON.stringify(all("a\uD800b\uDFFF")) },
  "things where texts belong": { type: json, payload: JSON.stringify(all({ length: 1, a: [null, {}] })) },
  "numbers where texts belong": { type: json, payload: JSON.stringify(all(1e308)) },
  "a thing within a thing, twenty thousand deep": {
    type: json,
    payload: `{"hub":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
  },
  "names that a program keeps for itself": {
    type: form,
    payload: "__proto__=a&constructor=b&prototype=c&toString=d&hasOwnProperty=e&version=1",
  },
  "a list instead of a form": { type: json, payload: "[1,null]" },
  "ten thousand fields": { type: form, payload: "a=1&".repeat(10_000) },
  "a form that was cut off": {
    type: "multipart/form-data; boundary=x",
    payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nb',
  },
  "what is no form at all": { type: "text/xml", payload: "<a/>" },
};

/** Somebody for whom the route is, newly signed in, for some of these forms end sessions. */
async function sessionFor(access: Access): Promise<string | undefined> {
  const [first = "anyone"] = [access].flat();
  if (first === "anyone") return undefined;
  if (first === "half") return halfSession(hub);
  const role = first === "member" ? "volunteer" : first === "staff" ? "coordinator" : first;
  return fullSession(hub, people.get(role) ?? "");
}

/** An address with something in it where a name or a number belongs. */
const filled = (url: string, text: string) => url.replace(/:\w+/g, encodeURIComponent(text));
const known = (url: string) =>
  url
    .replace(":slug", "kokshetau")
    .replace(":step", "name")
    .replace(":code", "110000000")
    .replace(/:\w+/g, "00000000-0000-4000-8000-000000000000");

describe("whoever is clever, bored and sixteen", () => {
  test.each(Object.entries(bodies))("breaks no form by sending %s", async (_what, { type, payload }) => {
    const broken: string[] = [];
    for (const { method, url, access } of hub.app.guarded.filter((each) => each.method === "POST")) {
      const session = await sessionFor(access);
      const headers = { "content-type": type };
      const answer = await hub.visit({
        method: "POST",
        url: `/en${known(url)}`,
        headers,
        payload,
        ...(session ? { session } : {}),
      });
      if (answer.statusCode >= 500) broken.push(`${method} ${url} answered ${answer.statusCode}`);
    }
    expect(broken).toEqual([]);
  });

  test("breaks no page by its address", async () => {
    const broken: string[] = [];
    for (const { url, access } of hub.app.guarded.filter((each) => each.method === "GET")) {
      const session = await sessionFor(access);
      const odd = url.includes(":") ? ["\0", "\uFFFE", "__proto__", "a".repeat(200), "..%2f"] : [];
      const addresses = [
        `${known(url)}?${formOf("a\0b")}`,
        `${known(url)}?${twice}`,
        ...odd.map((text) => filled(url, text)),
      ];
      for (const address of addresses) {
        const { statusCode } = await hub.visit({ url: `/en${address}`, ...(session ? { session } : {}) });
        if (statusCode >= 500) broken.push(`${address.slice(0, 80)} answered ${statusCode}`);
      }
    }
    expect(broken).toEqual([]);
  });
});

describe("half a letter", () => {
  const half = "Ән\uD800 айту";
  const whole = "Ән\uFFFD айту";
  const sent = (fields: object) => ({ headers: { "content-type": json }, payload: JSON.stringify(fields) });

  test("in what somebody tells of themself is kept as the sign that stands for none", async () => {
    const session = await fullSession(hub, people.get("volunteer") ?? "");
    const page = await hub.visit({ url: "/en/me/edit", session });
    const form = formsOf(parsed(page.body)).find((each) => each.action === "/en/me/edit");
    const answers = Object.fromEntries(form ? readyAnswers(form, {}) : []);
    const edit = sent({ ...answers, wishes: half });
    const { statusCode } = await hub.visit({ method: "POST", url: "/en/me/edit", session, ...edit });
    expect(statusCode).toBe(303);
    expect((await hub.visit({ url: "/en/me", session })).body).toContain(whole);
  });

  test("on a screen of joining, and in the name of a hub that is begun, as well", async () => {
    const browser = visitor(hub);
    await tell(hub, browser, 3);
    const life = sent({ ...lifeAnswers, wishes: half });
    const told = await browser.ask({ method: "POST", url: "/en/join/life", ...life });
    expect(told.headers.location).toBe("/en/join/check");
    expect((await browser.get("/en/join/check")).body).toContain(whole);

    const session = await fullSession(hub, people.get("national_coordinator") ?? "");
    const url = "/en/hubs/new/10000000-0000-4000-8000-000000000000/name";
    const names = sent({ name_kk: half, name_ru: half, name_en: half, city_code: "111010000" });
    expect((await hub.visit({ method: "POST", url, session, ...names })).statusCode).toBe(303);
    const area = { headers: { "content-type": form }, payload: "area=%00" };
    const refused = await hub.visit({ method: "POST", url: url.replace("name", "area"), session, ...area });
    expect(refused.statusCode).toBe(422);
  });
});

test("a thousand letters on many lines are a thousand for us as for the browser that counted them", async () => {
  const browser = visitor(hub);
  await tell(hub, browser, 3);
  const wishes = "ән\r\n".repeat(333);
  const { headers } = await browser.post("/en/join/life", { ...lifeAnswers, speaks: "kk", wishes });
  expect(headers.location).toBe("/en/join/check");
});

describe("a file", () => {
  const content = "code,parent_code\n";
  const send = async (payload: string) =>
    hub.visit({
      method: "POST",
      url: "/en/places/import",
      session: await hub.sessionOf("administrator"),
      headers: { "content-type": "multipart/form-data; boundary=x" },
      payload,
    });
  const part = (head: string, body: string) =>
    `--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const format = part('name="format"', "csv");

  test.each([
    [
      "without a name",
      `${format}--x\r\ncontent-disposition: form-data; name="file"\r\ncontent-type: application/octet-stream\r\n\r\n${content}\r\n--x--\r\n`,
    ],
    [
      "with a name of nothing that can be seen",
      `${format}${part('name="file"; filename="\0"', content)}--x--\r\n`,
    ],
    [
      "that ends in the middle",
      `${format}--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nco`,
    ],
    ["in a form that is none", "--x\r\nx: y\r\nnonsense"],
    [
      "beside a second one",
      `${format}${part('name="file"; filename="a"', content)}${part('name="file"; filename="b"', content)}--x--\r\n`,
    ],
    [
      "beside a field called __proto__",
      `${part('name="__proto__"', "x")}${format}${part('name="file"; filename="a"', content)}--x--\r\n`,
    ],
  ])("%s is refused", async (_what, payload) => {
    const { statusCode } = await send(payload);
    expect([413, 422]).toContain(statusCode);
  });
});
