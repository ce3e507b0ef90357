import type { FastifyInstance } from "fastify";
import { generateSecret } from "otplib";
import { hashToken, startSession } from "../src/features/accounts/index.ts";
import { getApp, putApp } from "../src/features/accounts/store/factors.ts";
import { openRecovery } from "../src/features/accounts/store/recoveries.ts";
import { codeAt, openSecret, sealSecret } from "../src/features/accounts/totp.ts";
import type { Settings } from "../src/platform/config.ts";
import type { Db } from "../src/platform/db/pool.ts";
import type { Post } from "../src/platform/http/actor.ts";
import { deriveKeys } from "../src/platform/keys.ts";
import { contentOf } from "../src/platform/notices/send.ts";
import { newestNotices } from "../src/platform/notices/store.ts";
import type { TestHub } from "./hub.ts";
import { mail, somebody } from "./people.ts";
import { type Visitor, visitor } from "./visitor.ts";

type House = { db: Db; settings: Settings; now: () => Date };

/** A session in which nothing is asked for any more, of somebody with a post or without. */
export async function fullSession({ db, now }: Pick<House, "db" | "now">, person: string): Promise<string> {
  const token = await db
    .transaction()
    .execute((tx) => startSession(tx, person, "code", "Chrome, Android", now()));
  await db
    .updateTable("accounts.session")
    .set({ second_factor_at: now() })
    .where("token_hash", "=", hashToken(token))
    .execute();
  return token;
}

/** An app for somebody, as if they had set it up before. */
export async function someApp({ db, settings, now }: House, person_id: string): Promise<void> {
  const sealed = sealSecret(deriveKeys(settings), person_id, generateSecret());
  await db.transaction().execute((tx) => putApp(tx, { person_id, sealed, set_at: now(), last_step: 0 }));
}

/** Asks two others to confirm somebody, as if they had lost their app; answers the recovery. */
export async function someRecovery(hub: TestHub, person: string): Promise<string> {
  await someApp(hub, person);
  const browser = await newlyIn(hub, person);
  await browser.post("/en/sign-in/second/recovery");
  const recovery = await openRecovery(hub.db, person);
  if (!recovery) throw new Error("this person could not ask");
  return recovery.id;
}

let colleagues = 0;

/** Somebody new with a contact of their own: an administrator with an app, unless a test says otherwise. */
export async function colleague(
  hub: TestHub,
  given: { post?: Post | null; hub?: string | null; app?: boolean } = {},
): Promise<{ id: string; address: string }> {
  colleagues += 1;
  const address = `colleague${colleagues}@mail.kz`;
  const { id } = await somebody(hub.db, { contact: mail(address) });
  const { post = "administrator", app = true } = given;
  const row = { person_id: id, hub_id: given.hub ?? null, since: hub.now() };
  if (post)
    await hub.db
      .insertInto("members.post")
      .values({ ...row, post })
      .execute();
  if (app) await someApp(hub, id);
  return { id, address };
}

type Way = "code" | "password" | "joining" | "sample";

/** A browser in which somebody has just shown who they are, and nothing more. */
export async function newlyIn(hub: TestHub, person: string, way: Way = "code"): Promise<Visitor> {
  const browser = visitor(hub);
  const token = await hub.db
    .transaction()
    .execute((tx) => startSession(tx, person, way, "Chrome, Android", hub.now()));
  browser.cookies.set("session", token);
  return browser;
}

/** A browser in which somebody is in, their second factor given. */
export async function fullyIn(hub: TestHub, person: string): Promise<Visitor> {
  const browser = visitor(hub);
  browser.cookies.set("session", await fullSession(hub, person));
  return browser;
}

type Told = { given_name: string; what?: string; step?: string; stop?: string | null };

/** What letters about a second factor told somebody, in the order in which they were written. */
export async function lettersTo(hub: TestHub, person: string, kind: "factor" | "recovery"): Promise<Told[]> {
  const rows = await newestNotices(hub.db, 1_000);
  return rows
    .filter((row) => row.person_id === person && row.kind === kind)
    .map((row) => contentOf(deriveKeys(hub.settings), row)?.data as Told)
    .toReversed();
}

/** What somebody's app shows now; if that was used already, what it shows next. */
export async function appCode({ db, settings, now }: House, person: string): Promise<string> {
  const app = await getApp(db, person);
  const secret = app && openSecret(deriveKeys(settings), person, app.sealed);
  if (!secret) throw new Error("this person has no app");
  return codeAt(secret, now(), app.last_step);
}

/** Signs in as somebody of the sample as a visitor does: one click and, with a post, the code that the page shows. */
export async function enterAs(app: FastifyInstance, person: string): Promise<string> {
  const post = async (url: string, payload: object, session?: string) => {
    const headers = { "sec-fetch-site": "same-origin" };
    const cookies = session ? { session } : {};
    const answer = await app.inject({ method: "POST", url, headers, payload, cookies });
    const token = answer.cookies.find((each) => each.name === "session")?.value;
    if (!token) throw new Error(`${url} let nobody in: ${answer.statusCode}`);
    return token;
  };
  const half = await post("/en/sample/sign-in", { person });
  const page = await app.inject({ url: "/en/sign-in/second", cookies: { session: half } });
  if (page.statusCode !== 200) return half;
  const code = / value="(\d{6})"/.exec(page.body)?.[1];
  return post("/en/sign-in/second", { code }, half);
}
