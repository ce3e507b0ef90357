import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deriveKeys } from "../../src/platform/keys.ts";
import { contentOf } from "../../src/platform/notices/send.ts";
import { freshDatabase, run } from "../fresh-database.ts";
import { type RealVisitor, realVisitor } from "../real-visitor.ts";
import { emptyFolder, type HubProcess, refusal, startHub, until, visit } from "./process.ts";

const SECRET = "several processes seal with the same secret";
const delivered: string[] = [];
const gateway = createServer((request, response) => {
  delivered.push(new URL(request.url ?? "", "http://sms").searchParams.get("to") ?? "");
  response.end("ok");
}).listen(0, "127.0.0.1");
afterAll(() => void gateway.close());

let dir: string;
let url: string;
let first: HubProcess;
let second: HubProcess;

const start = (ROLE: string, more: Record<string, string> = {}) => {
  const { port } = gateway.address() as AddressInfo;
  const SMS_URL = `http://127.0.0.1:${port}/?to={phone}&text={text}`;
  return startHub({ dir, args: [], stays: true, env: { DATABASE_URL: url, ROLE, SECRET, SMS_URL, ...more } });
};

// Two processes that serve pages and one that works, all begun at once on a database with nothing in it.
beforeAll(async () => {
  dir = emptyFolder();
  url = await freshDatabase();
  [first, second] = await Promise.all([start("web"), start("web"), start("worker")]);
  await Promise.all([first.ready(), second.ready()]);
});

/** A browser whose every request is answered by the other process than the one before. */
function wanderer(): RealVisitor {
  let turn = 0;
  return realVisitor(() => `http://127.0.0.1:${[first, second][(turn += 1) % 2]?.port}`);
}
const at = (hub: HubProcess, like: RealVisitor): RealVisitor => {
  const visitor = realVisitor(() => `http://127.0.0.1:${hub.port}`);
  for (const [name, value] of like.cookies) visitor.cookies.set(name, value);
  return visitor;
};

/** The code that was last written to a phone, from its sealed notice. */
async function codeOf(phone: string): Promise<string> {
  const rows = await run(
    url,
    `select id, sealed from platform.notice where kind = 'code' and recipient = '${phone}' order by created_at desc`,
  );
  const row = rows[0] as { id: string; sealed: Buffer };
  const content = contentOf(deriveKeys({ secret: SECRET }), row);
  if (content?.kind !== "code") throw new Error(`no code for ${phone}`);
  return content.data.code;
}
const notThe = (code: string) => (code === "111111" ? "222222" : "111111");

async function join(browser: RealVisitor, phone: string): Promise<void> {
  const hub = "kokshetau";
  await browser.post("/kk/join/contact", { hub, contact: phone });
  await browser.post("/kk/join/code", { hub, code: await codeOf(phone) });
  const name = { surname: "Сейітова", given_name: "Аяулым", patronymic: "" };
  const birth = { birth_date_day: "1", birth_date_month: "2", birth_date_year: "2007" };
  await browser.post("/kk/join/name", { ...name, ...birth });
  await browser.post("/kk/join/place", { settlement_code: "113657200" });
  await browser.post("/kk/join/life", {
    occupation: "school",
    occupation_place: "",
    speaks: "kk",
    wishes: "",
  });
}

test("somebody whose every step meets another process joins once, signs in and is signed out everywhere", async () => {
  const phone = "+77011234567";
  const browser = wanderer();
  await join(browser, phone);
  const check = await browser.get("/kk/join/check");
  const agreed = { read: /name="read" value="([^"]+)"/.exec(check.body)?.[1] ?? "" };
  const sent = await browser.post("/kk/join/check", agreed);
  const again = await browser.post("/kk/join/check", agreed);
  expect([sent.status, again.status]).toEqual([303, 303]);
  expect((await browser.get("/kk/me")).status).toBe(200);
  expect(
    await run(url, `select count(*)::int as people from people.contact where value = '${phone}'`),
  ).toEqual([{ people: 1 }]);

  const other = wanderer();
  await other.post("/kk/sign-in", { contact: phone });
  expect((await other.post("/kk/sign-in/code", { code: await codeOf(phone) })).to).toBe("/kk/today");
  expect((await at(first, other).get("/kk/me")).status).toBe(200);
  expect((await at(second, other).get("/kk/me")).status).toBe(200);

  await at(first, browser).post("/kk/me/security/sessions/end-others");
  for (const hub of [second, first]) expect((await at(hub, other).get("/kk/me")).to).toContain("/kk/sign-in");
  for (const hub of [first, second]) expect((await at(hub, browser).get("/kk/me")).status).toBe(200);

  // What the pages' processes only wrote down, the worker has sent.
  await until(() => delivered.filter((each) => each === phone).length >= 3);
});

test("limits are counted once for all processes", async () => {
  const phone = "+77017654321";
  const guessing = wanderer();
  await guessing.post("/kk/sign-in", { contact: phone });
  const code = await codeOf(phone);
  for (let turn = 0; turn < 5; turn += 1)
    expect((await guessing.post("/kk/sign-in/code", { code: notThe(code) })).status).toBe(422);
  for (const hub of [first, second])
    expect((await at(hub, guessing).post("/kk/sign-in/code", { code })).status).toBe(422);

  const asking = wanderer();
  const answers: (string | undefined)[] = [];
  for (let turn = 0; turn < 5; turn += 1)
    answers.push((await asking.post("/kk/sign-in", { contact: phone })).to);
  expect(answers.map((to) => to?.includes("wait=yes"))).toEqual([false, false, false, false, true]);

  const trying = wanderer();
  const password = "бұл құпиясөз емес";
  const statuses: number[] = [];
  for (let turn = 0; turn < 11; turn += 1)
    statuses.push((await trying.post("/kk/sign-in/password", { contact: phone, password })).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
});

test("a public page is at most five seconds old, whoever changed what it shows", async () => {
  const page = (hub: HubProcess) =>
    realVisitor(() => `http://127.0.0.1:${hub.port}`).get("/en/hubs/kokshetau");
  for (const hub of [first, second]) expect((await page(hub)).body).not.toContain("Kokshetau by the lake");
  await run(url, "update hubs.hub set name_en = 'Kokshetau by the lake' where slug = 'kokshetau'");
  await sleep(5_000);
  for (const hub of [first, second]) expect((await page(hub)).body).toContain("Kokshetau by the lake");
});

test("a process with another secret is refused, and the others go on", async () => {
  const { code, said } = await refusal({
    dir: emptyFolder(),
    args: [],
    env: { DATABASE_URL: url, SECRET: "a secret of its own, which opens nobody's codes" },
  });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^Process \d+ on \S+ serves this database with another SECRET: give every process the same one, or wait half a minute if that one has ended\.$/,
  );
  expect([await visit(first), await visit(second)]).toEqual([200, 200]);
});
