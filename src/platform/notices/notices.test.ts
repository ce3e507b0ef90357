import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { mailServer } from "../../../tests/mail-server.ts";
import { Forbidden } from "../errors.ts";
import { deriveKeys } from "../keys.ts";
import { deliverNotice } from "./deliver.ts";
import type { Notice } from "./notice.ts";
import { noticesPerson } from "./person.ts";
import { contentOf, openNotices } from "./send.ts";
import { forgetNotices, getNotice, newestNotices } from "./store.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
});

const code: Notice = {
  kind: "code",
  data: { code: "407163", minutes: 10 },
  to: { channel: "mail", address: "asel@mail.kz" },
  person: null,
  language: "kk",
};
const sms: Notice = { ...code, to: { channel: "sms", address: "+77011234567" } };

/** Writes a notice as an act does, and answers its id. */
async function send(notice: Notice, mayWrite = true): Promise<string> {
  const notices = openNotices({
    jobs: hub.jobs,
    keys: deriveKeys(hub.settings),
    mayWrite: async () => mayWrite,
  });
  const before = new Set((await newestNotices(hub.db, 500)).map((each) => each.id));
  await hub.db.transaction().execute((tx) => notices.send(tx, notice, hub.now()));
  return (await newestNotices(hub.db, 500)).find((each) => !before.has(each.id))?.id ?? "";
}

const deliver = (id: string, settings: Partial<TestHub["settings"]>, now = hub.now()) =>
  deliverNotice(hub.db, { ...hub.settings, ...settings }, id, now);

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
afterAll(() => {
  for (const close of closers.splice(0)) close();
});

async function gateway(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createHttpServer(answer);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closers.push(() => server.closeAllConnections());
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/send?to={phone}&text={text}`;
}

/** The readable parts of a mail as it went over the wire. */
function readMail(raw: string): string {
  const parts = raw.split(/\r\n\r\n/);
  return parts
    .map((part) =>
      /^[\w+/=\r\n]+$/.test(part.split("\r\n--")[0] ?? "")
        ? Buffer.from(part.split("\r\n--")[0] ?? "", "base64").toString("utf8")
        : part
            .replace(/=\r\n/g, "")
            .replace(/((?:=[0-9A-F]{2})+)/g, (run) =>
              Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"),
            ),
    )
    .join("\n\n");
}

describe("a notice", () => {
  test("exists exactly when the act does, and so does its job", async () => {
    const before = (await newestNotices(hub.db, 500)).length;
    const notices = openNotices({
      jobs: hub.jobs,
      keys: deriveKeys(hub.settings),
      mayWrite: async () => true,
    });
    const act = hub.db.transaction().execute(async (tx) => {
      await notices.send(tx, code, hub.now());
      throw new Error("the act failed");
    });
    await expect(act).rejects.toThrow("the act failed");
    expect(await newestNotices(hub.db, 500)).toHaveLength(before);
  });

  test("is not even written to an address that may not be written to", async () => {
    const before = (await newestNotices(hub.db, 500)).length;
    await expect(send(code, false)).rejects.toThrow(Forbidden);
    expect(await newestNotices(hub.db, 500)).toHaveLength(before);
  });

  test("stands sealed: its row and its job hold no code", async () => {
    const id = await send(code);
    const row = await getNotice(hub.db, id);
    expect(JSON.stringify(row)).not.toContain("407163");
    expect(row?.sealed?.includes("407163")).toBe(false);
    expect(contentOf(deriveKeys(hub.settings), row ?? { id, sealed: null })).toEqual({
      kind: "code",
      data: code.data,
    });
    expect(
      contentOf(deriveKeys({ secret: "another secret of another hub, long" }), row ?? { id, sealed: null }),
    ).toBeUndefined();
  });

  test("stays in the outbox as it is where no mail server is set", async () => {
    const id = await send(code);
    await hub.jobs.run();
    expect(await getNotice(hub.db, id)).toMatchObject({
      delivered_at: null,
      failed_at: null,
      sealed: expect.any(Buffer),
    });
  });
});

describe("delivery by mail", () => {
  test("brings text and HTML in the person's language, and then wipes the text", async () => {
    const server = await mailServer();
    const id = await send(code);
    await deliver(id, { smtp_url: server.url });
    const read = readMail(server.received[0] ?? "");
    expect(read).toContain("Кодыңыз: 407163");
    expect(read).toContain("<strong style=");
    expect(read).toMatch(/Auto-Submitted: auto-generated/);
    expect(await getNotice(hub.db, id)).toMatchObject({ delivered_at: hub.now(), sealed: null });
    await deliver(id, { smtp_url: server.url });
    expect(server.received).toHaveLength(1);
  });

  test("keeps the code out of the subject, which servers log", async () => {
    const server = await mailServer();
    await deliver(await send(code), { smtp_url: server.url });
    const [headers = ""] = (server.received[0] ?? "").split("\r\n\r\n");
    expect(headers).toContain("Subject:");
    expect(headers).not.toContain("407163");
    const words = headers.replace(/=\?UTF-8\?B\?([^?]+)\?=/g, (_all, text: string) =>
      Buffer.from(text, "base64").toString(),
    );
    expect(words).not.toContain("407163");
  });

  test("that a server refuses is told without the address, kept for another try, and thrown to the queue", async () => {
    const server = await mailServer({ refuse: true });
    const id = await send(code);
    const delivery = deliver(id, { smtp_url: server.url });
    await expect(delivery).rejects.toThrow(`notice ${id} was not delivered: refused`);
    const error = await delivery.catch((each: Error) =>
      JSON.stringify([each.message, each.stack, each.cause]),
    );
    expect(error).not.toContain("asel");
    expect(await getNotice(hub.db, id)).toMatchObject({
      failure: "refused",
      failed_at: hub.now(),
      sealed: expect.any(Buffer),
    });
    const working = await mailServer();
    await deliver(id, { smtp_url: working.url });
    expect(await getNotice(hub.db, id)).toMatchObject({
      failure: null,
      failed_at: null,
      delivered_at: hub.now(),
    });
  });

  test("that nobody answers is unreachable", async () => {
    const id = await send(code);
    await expect(deliver(id, { smtp_url: "smtp://127.0.0.1:1" })).rejects.toThrow("unreachable");
  });

  test("of a code that has run out is given up, and its text wiped", async () => {
    const server = await mailServer();
    const id = await send({ ...code, until: new Date(hub.now().getTime() + 600_000) });
    await deliver(id, { smtp_url: server.url }, new Date(hub.now().getTime() + 600_001));
    expect(server.received).toEqual([]);
    expect(await getNotice(hub.db, id)).toMatchObject({ failure: "too_late", sealed: null });
  });

  test("after the secret was changed is given up instead of tried for ever", async () => {
    const server = await mailServer();
    const id = await send(code);
    await deliver(id, { smtp_url: server.url, secret: "another secret of this hub, long enough" });
    expect(await getNotice(hub.db, id)).toMatchObject({ failure: "unreadable", sealed: null });
  });

  const canary = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>\r\nBcc: all@mail.kz`;
  test("shows whatever a name holds as its letters, in HTML, and adds no header", async () => {
    const server = await mailServer();
    const names = { given_name: canary, hub: canary };
    const kinds: Notice[] = [
      { ...code, kind: "welcome", data: names },
      { ...code, kind: "waiting_for_consent", data: names },
      { ...code, kind: "password_changed", data: { given_name: canary, what: "set" } },
    ];
    for (const notice of kinds) await deliver(await send(notice), { smtp_url: server.url });
    expect(server.received).toHaveLength(3);
    for (const raw of server.received) {
      const [headers = ""] = raw.split("\r\n\r\n");
      expect(headers).not.toMatch(/^bcc:/im);
      const html = readMail(raw).split("<!doctype html>")[1] ?? "";
      expect(html).toContain("&lt;script>");
      expect(html).not.toMatch(/<script|<img/);
    }
  });
});

describe("delivery by SMS", () => {
  test("calls the gateway with phone and text, each encoded", async () => {
    const asked: URL[] = [];
    const url = await gateway((request, response) => {
      asked.push(new URL(request.url ?? "", "http://gateway"));
      response.end("ok");
    });
    const id = await send({ ...sms, language: "ru" });
    await deliver(id, { sms_url: url });
    expect(asked[0]?.searchParams.get("to")).toBe("+77011234567");
    expect(asked[0]?.searchParams.get("text")).toBe(
      "Dostyq: код 407163. Действует 10 мин. Никому его не говорите.",
    );
    expect(asked[0]?.searchParams.get("text")?.length).toBeLessThanOrEqual(70);
    expect(await getNotice(hub.db, id)).toMatchObject({ delivered_at: hub.now(), sealed: null });
  });

  test("follows no redirect, so a gateway cannot send us to machines of our own network", async () => {
    let reached = false;
    const inside = await gateway((_request, response) => {
      reached = true;
      response.end("ok");
    });
    const url = await gateway((_request, response) =>
      response.writeHead(302, { location: inside.split("?")[0] }).end(),
    );
    await expect(deliver(await send(sms), { sms_url: url })).rejects.toThrow("refused");
    expect(reached).toBe(false);
  });

  test("refused by the gateway is tried again by the queue", async () => {
    const url = await gateway((_request, response) => response.writeHead(500).end("+77011234567 unknown"));
    const id = await send(sms);
    await expect(deliver(id, { sms_url: url })).rejects.toThrow("refused");
    expect(await getNotice(hub.db, id)).toMatchObject({ failure: "refused" });
  });
});

describe("letters in every language", () => {
  test.each(["kk", "ru", "en"] as const)(
    "%s: text and HTML say the same, links lead to the page in it",
    async (language) => {
      const { writeLetter } = await import("./letter.tsx");
      const letter = writeLetter(
        { kind: "password_changed", data: { given_name: "Әсел", what: "changed" } },
        language,
        "https://hub.example.kz",
      );
      expect(letter.text).toContain(`https://hub.example.kz/${language}/me/security`);
      expect(letter.html).toContain(`href="https://hub.example.kz/${language}/me/security"`);
      expect(letter.html).toContain(`<html lang="${language}">`);
      expect(letter.html).not.toMatch(/<img|<script|<link|src=/);
      for (const line of letter.text.split("\n").filter((each) => each.length > 40 && !each.includes("http")))
        expect(letter.html).toContain(line);
      const short = writeLetter({ kind: "code", data: { code: "407163", minutes: 10 } }, language, "");
      expect(short.sms.length).toBeLessThanOrEqual(70);
    },
  );
});

describe("what is forgotten", () => {
  test("texts after a day, notices after a month", async () => {
    const own = await openHub();
    const day = (days: number) => new Date(own.now().getTime() + days * 86_400_000);
    const row = {
      kind: "code",
      channel: "mail",
      recipient: "a@mail.kz",
      language: "kk",
      sealed: Buffer.from("x"),
    };
    const ages = [-31, -2, -0.5];
    await own.db
      .insertInto("platform.notice")
      .values(ages.map((age) => ({ ...row, created_at: day(age) })))
      .execute();
    await forgetNotices(own.db, own.now());
    const left = await newestNotices(own.db, 10);
    expect(left.map((each) => [each.created_at, each.sealed !== null])).toEqual([
      [day(-0.5), true],
      [day(-2), false],
    ]);
  });

  test("with a person erased, everything that was sent about them", async () => {
    const person = "00000000-0000-4000-8000-00000000000a";
    await send({ ...code, kind: "welcome", data: { given_name: "Әсел", hub: "Көкшетау" }, person });
    const known = await noticesPerson.export(hub.db, person);
    expect(known["notices"]).toMatchObject([{ kind: "welcome", channel: "mail" }]);
    await hub.db.transaction().execute((tx) => noticesPerson.erase(tx, person, hub.now()));
    expect(await noticesPerson.export(hub.db, person)).toEqual({ notices: [] });
  });
});
