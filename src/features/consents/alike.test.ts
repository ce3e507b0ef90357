import { beforeAll, describe, expect, test } from "vitest";
import { askGuardian, browserAs, naming, newContact, someMinor } from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { browserOf } from "../../../tests/joining.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { apart, farApart, timed } from "../../../tests/timing.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

const pairs = 60;

/** Everything about an answer that could tell, with what the visitor typed taken out. */
const plain = ({ status, to, body }: { status: number; to: string | undefined; body: string }) => ({
  status,
  to,
  body: body
    .replaceAll(/[\w.•]+@[\w.•]+/g, "…")
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…")
    .replaceAll(/data-viewer="[^"]*"/g, ""),
});

type Answer = Parameters<typeof plain>[0];

type Doing = () => Promise<() => Promise<Answer>>;

/**
 * Does the same for a known and an unknown contact in turns, so that whatever the machine does falls on both alike;
 * answers how far apart they are in time.
 */
async function distance(known: Doing, unknown: Doing): Promise<number> {
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let index = -5; index < pairs; index += 1) {
    const [one, two] = [await known(), await unknown()];
    const first = index % 2 === 0;
    const early = await timed(first ? one : two);
    const late = await timed(first ? two : one);
    expect(plain(early.answer)).toEqual(plain(late.answer));
    if (index < 0) continue; // the first ones warm up what they go through
    times.known.push((first ? early : late).ms);
    times.unknown.push((first ? late : early).ms);
  }
  return Math.abs(apart(times.known, times.unknown));
}

describe("known and unknown contacts are taken alike, in what is answered and how long it takes", () => {
  test("when a young person names a guardian: another minor's contact, or one that nobody knows", async () => {
    const name = async (contact: string) => {
      const young = await someMinor(hub, { hub: here });
      return () => young.browser.post("/me/guardian", naming(contact));
    };
    const knownContact = async () => {
      const value = newContact("friend");
      await someMember(hub.db, { hub: here, birth_date: "2011-01-01", contact: { kind: "mail", value } });
      return name(value);
    };
    const far = await distance(knownContact, () => name(newContact("stranger")));
    expect(far).toBeLessThan(farApart);
  });

  test("when a code is asked for on the lasting page, and when a wrong one is typed there", async () => {
    const ask = (contact: string) => async () => browserOf(hub).post("/consent", { contact });
    const known = Array.from({ length: pairs + 5 }, () => newContact("mother"));
    const young = await someMinor(hub, { hub: here });
    const row = {
      person_id: young.id,
      name: "Гүлнар",
      relation: "mother",
      contact_kind: "mail",
      language: "kk",
    };
    const times = { named_at: hub.now(), confirmed_at: hub.now() };
    await hub.db
      .insertInto("consents.guardian")
      .values(known.map((contact) => ({ ...row, contact, ...times })))
      .execute();
    const typeWrong = async (contact: string) => {
      const phone = browserOf(hub);
      await phone.post("/consent", { contact });
      return () => phone.post("/consent/code", { code: "000000" });
    };
    const left = [...known];
    const asked = await distance(
      async () => ask(left.pop() ?? ""),
      async () => ask(newContact("stranger")),
    );
    expect(asked).toBeLessThan(farApart);
    const again = [...known];
    const typed = await distance(
      () => typeWrong(again.pop() ?? ""),
      () => typeWrong(newContact("stranger")),
    );
    expect(typed).toBeLessThan(farApart);
  });
});

describe("a link", () => {
  test("holds 128 random bits, no two alike, and is kept as a hash", async () => {
    const young = await someMinor(hub, { hub: here });
    const links = new Set<string>();
    for (let day = 0; day < 8; day += 1) {
      hub.set(new Date(hub.now().getTime() + 86_400_000));
      young.browser = await browserAs(hub, young.id);
      const token = (await askGuardian(hub, young, newContact("mother"))).slice("/consent/".length);
      expect(Buffer.from(token, "base64url")).toHaveLength(16);
      links.add(token);
    }
    expect(links.size).toBe(8);
    const rows = await hub.db.selectFrom("consents.request").select(["token_hash", "sealed"]).execute();
    const kept = rows.map(({ token_hash, sealed }) => `${token_hash.toString()} ${sealed?.toString() ?? ""}`);
    for (const token of links) expect(kept.join(" ")).not.toContain(token);
  });

  test("that is guessed is a page that does not exist, whatever is tried with it", async () => {
    for (let times = 0; times < 20; times += 1) {
      const guess = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
      for (const page of ["", "/code", "/answers"])
        expect((await browserOf(hub).get(`/consent/${guess}${page}`)).status).toBe(404);
      for (const act of ["/code", "/proof", "/answers"])
        expect((await browserOf(hub).post(`/consent/${guess}${act}`)).status).toBe(404);
    }
  });
});

test("the measure itself tells two sources apart, and one source not", () => {
  const some = (from: number) => Array.from({ length: pairs }, (_, index) => from + ((index * 37) % 61));
  expect(Math.abs(apart(some(0), some(0)))).toBeLessThan(1);
  expect(Math.abs(apart(some(0), some(40)))).toBeGreaterThan(farApart);
});
