import { beforeAll, describe, expect, test } from "vitest";
import { someMinor, statusOf } from "../../../tests/consents.ts";
import { fullyIn } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import {
  check,
  type Handler,
  onSheet,
  printFor,
  record,
  someHandler,
} from "../../../tests/paper-consents.ts";
import { mayNow } from "./index.ts";

let hub: TestHub;
let here: string;
let first: Handler;
let second: Handler;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  first = await someHandler(hub, here);
  second = await someHandler(hub, here, "safeguarding_focal_point");
});

const may = (person: string, purpose: Parameters<typeof mayNow>[2]) =>
  mayNow(hub.db, person, purpose, hub.now());

const ledger = (person: string) =>
  hub.db
    .selectFrom("consents.consent")
    .select(["purpose", "given_by", "answer", "how", "ends_on"])
    .where("person_id", "=", person)
    .orderBy("id")
    .execute();

describe("a consent on paper", () => {
  test("counts once a second member of staff has said that the scan shows what the first one recorded", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    expect(await record(first, code)).toBe("/kk/hubs/kokshetau/papers?done=recorded&day=2026-11-22");
    expect(await ledger(young.id)).toEqual([]);
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    expect(await check(first, code)).toBe(422);
    expect(await ledger(young.id)).toEqual([]);
    expect(await check(second, code)).toBe("/kk/hubs/kokshetau/papers?done=confirmed");
    expect(await ledger(young.id)).toEqual([
      { purpose: "data", given_by: "guardian", answer: "agreed", how: "paper", ends_on: "2028-11-22" },
      { purpose: "photo", given_by: "guardian", answer: "refused", how: "paper", ends_on: "2027-11-22" },
      { purpose: "photo", given_by: "person", answer: "agreed", how: "paper", ends_on: "2027-11-22" },
    ]);
    expect(await statusOf(hub, young.id)).toBe("registered");
    expect([await may(young.id, "data"), await may(young.id, "photo")]).toEqual([true, false]);
  });

  test("is recorded anew after it was sent back with a reason, which whoever recorded it reads", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    await record(first, code);
    expect(await check(second, code, { reason: " " }, "return")).toBe(422);
    await check(second, code, { reason: "Фото туралы ұяшық бос" }, "return");
    const page = await first.browser.get(`/kk/papers/${code}`);
    expect(page.body).toContain("Фото туралы ұяшық бос");
    expect(await check(second, code)).toBe(422);
    await record(first, code, onSheet({ guardian_photo: "agreed" }), null);
    await check(second, code);
    expect(await may(young.id, "photo")).toBe(true);
  });

  test("cannot be confirmed without its scan", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    await record(first, code, onSheet(), null);
    expect(await check(second, code)).toBe(422);
    expect(await may(young.id, "data")).toBe(false);
  });

  test("is taken back by one member of staff when the mother says so at the hub, at once and in every room", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    await record(first, code);
    const withdraw = () => first.browser.post(`/kk/papers/${code}/withdrawal`, { purpose: "data" });
    await withdraw();
    await check(second, code);
    expect(await may(young.id, "data")).toBe(true);
    expect((await withdraw()).headers.location).toBe(`/kk/papers/${code}?done=withdrawn`);
    expect([await may(young.id, "data"), await statusOf(hub, young.id)]).toEqual([
      false,
      "waiting_for_consent",
    ]);
  });

  test("is nothing to those who handle another hub, nor to a national coordinator", async () => {
    const young = await someMinor(hub, { hub: here });
    const [code = ""] = await printFor(hub, first, [young.id]);
    const there = await someHub(hub.db, { slug: `there${code.slice(0, 4)}` });
    const stranger = await someHandler(hub, there);
    const national = await someMember(hub.db, { hub: there, birth_date: "1980-01-01" });
    await somePost(hub.db, { person: national, post: "national_coordinator" });
    for (const browser of [stranger.browser, await fullyIn(hub, national)]) {
      expect((await browser.get(`/kk/papers/${code}`)).statusCode).toBe(404);
      expect((await browser.get("/kk/hubs/kokshetau/papers")).statusCode).toBe(404);
      expect((await browser.get("/kk/hubs/kokshetau/papers/print")).statusCode).toBe(404);
    }
  });
});
