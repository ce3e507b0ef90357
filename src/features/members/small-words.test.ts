import { beforeAll, expect, test } from "vitest";
import { browserAs } from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { browserOf } from "../../../tests/joining.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import { somebody } from "../../../tests/people.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

test("a coordinator who belongs to no hub reads that nobody opens their page, not that nobody else does", async () => {
  const { id } = await somebody(hub.db);
  await somePost(hub.db, { person: id, post: "coordinator", hub: here });
  const { body } = await (await browserAs(hub, id)).get("/me");
  expect(body).toContain("Өзіңізден басқа ешкім");
  expect(body).not.toContain("Басқа ешкім көрмейді");
});

test("whoever belongs to a hub is not asked to join it", async () => {
  const member = await browserAs(hub, await someMember(hub.db, { hub: here }));
  expect((await member.get("/hubs/kokshetau")).body).not.toContain("/kk/join?hub=kokshetau");
  expect((await browserOf(hub).get("/hubs/kokshetau")).body).toContain("/kk/join?hub=kokshetau");
});

test("a list of people counts people", async () => {
  const coordinator = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
  await somePost(hub.db, { person: coordinator, post: "coordinator", hub: here });
  const { body } = await (await browserAs(hub, coordinator)).get("/people");
  expect(body).toContain("2 адам");
  expect(body).not.toContain("жазба");
  expect(body).not.toContain('value="under14"');
});

test("where nothing sends mail, the page does not say that a code was sent", async () => {
  const real = await openHub({ SAMPLE: "no" });
  const phone = browserOf(real);
  await phone.post("/sign-in", { contact: "aisulu@mail.kz" });
  const { body } = await phone.get("/sign-in/code");
  expect(body).toContain("код хабтың шығыс хаттарында күтіп тұр");
  expect(body).not.toContain("жібердік");
});

test("where a mail server is set, it does", async () => {
  const sending = await openHub({ SAMPLE: "no", SMTP_URL: "smtp://127.0.0.1:1" });
  const phone = browserOf(sending);
  await phone.post("/sign-in", { contact: "aisulu@mail.kz" });
  expect((await phone.get("/sign-in/code")).body).toContain("жібердік: aisulu@mail.kz");
});
