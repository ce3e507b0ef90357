import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { mayNow } from "../../src/features/consents/index.ts";
import { logErasures, readErasureLog } from "../../src/platform/backup/erasures.ts";
import { connect } from "../../src/platform/db/pool.ts";
import {
  answersOf,
  confirmAsGuardian,
  askGuardian,
  enterAsGuardian,
  goOn,
  letGuardianAnswer,
  newContact,
  someMinor,
} from "../consents.ts";
import { openHub, type TestHub } from "../hub.ts";
import { someHub } from "../members.ts";
import { backUp, emptyDatabase, ownFolder, restore, rowsOf, withOne } from "./tools.ts";

let hub: TestHub;
let url: string;
let here: string;
let log: string;
let folder: string;
const fileIn = (name: string) => path.join(folder, name);
beforeAll(async () => {
  hub = await openHub();
  url = hub.settings.database_url ?? "";
  here = await someHub(hub.db, { slug: "kokshetau" });
  folder = ownFolder();
  log = fileIn("erasures.log");
});

const withdraw = async (contact: string, person: string, purpose: string) => {
  const mother = await enterAsGuardian(hub, contact);
  const done = await mother.post("/consent/given/withdrawal", { person, purpose });
  expect(done.to).toBe("/consent/given?done=withdrawn");
};

/** Restores a backup as it would be at night; answers what may be done there, and the rows of some tables. */
async function restored(name: string, person: string) {
  await logErasures(hub.db, log);
  const target = await emptyDatabase();
  const { withdrawn } = await restore({
    url: target,
    file: fileIn(name),
    since: readErasureLog(log),
    now: hub.now(),
  });
  const db = connect(target, { max: 1 });
  const may = (purpose: Parameters<typeof mayNow>[2]) => mayNow(db, person, purpose, hub.now());
  const allowed = { data: await may("data"), travel: await may("travel") };
  await db.destroy();
  const { rows } = await withOne(target, (client) =>
    client.query("select status from members.membership where person_id = $1", [person]),
  );
  return { target, withdrawn, allowed, status: (rows[0] as { status: string } | undefined)?.status };
}

describe("a consent that was withdrawn after a backup", () => {
  test("does not come back with it: in the ledger, in what may be done, in the person's place", async () => {
    const young = await someMinor(hub, { hub: here });
    const contact = await letGuardianAnswer(hub, young, ["data", "travel"]);
    await backUp({ url, file: fileIn("before") });
    goOn(hub);
    await withdraw(contact, young.id, "data");
    const { target, withdrawn, allowed, status } = await restored("before", young.id);
    expect(withdrawn).toBe(1);
    expect(allowed).toEqual({ data: false, travel: true });
    expect(status).toBe("waiting_for_consent");
    const [back, source] = [await rowsOf(target), await rowsOf(url)];
    for (const table of ["consents.consent", "platform.withdrawal"])
      expect([table, back[table]]).toEqual([table, source[table]]);
    const told = await withOne(target, (client) =>
      client.query("select subject_id from platform.audit_entry where act = 'consents.withdraw_again'"),
    );
    expect(told.rows).toEqual([{ subject_id: young.id }]);
  });

  test("stays withdrawn in every backup after it, without any log", async () => {
    const young = await someMinor(hub, { hub: here });
    await withdraw(await letGuardianAnswer(hub, young, ["data"]), young.id, "data");
    await backUp({ url, file: fileIn("after") });
    const target = await emptyDatabase();
    const { withdrawn } = await restore({ url: target, file: fileIn("after"), since: readErasureLog(log) });
    expect(withdrawn).toBe(0);
    expect(await rowsOf(target)).toEqual(await rowsOf(url));
  });

  test("nor does one that its giver followed by a no", async () => {
    const young = await someMinor(hub, { hub: here });
    const contact = newContact("mother");
    await letGuardianAnswer(hub, young, ["data", "travel"], contact);
    await backUp({ url, file: fileIn("agreed") });
    goOn(hub);
    const path = await askGuardian(hub, young, contact);
    const mother = await confirmAsGuardian(hub, path, contact);
    await mother.post(`${path}/answers`, await answersOf(hub, ["data"]));
    const { allowed, withdrawn } = await restored("agreed", young.id);
    // Of the newer "yes" to data the backup knows nothing, and the older one stands as it did.
    expect(allowed).toEqual({ data: true, travel: false });
    expect(withdrawn).toBeGreaterThanOrEqual(1);
  });

  test("nor one's own", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2005-01-01", status: "volunteer" });
    const text = (await answersOf(hub, [], ["data"]))["text_data"];
    await young.browser.post("/me/consents", { purpose: "data", text, answer: "agreed" });
    await backUp({ url, file: fileIn("own") });
    goOn(hub);
    await young.browser.post("/me/consents/withdrawal", { purpose: "data" });
    expect(await restored("own", young.id)).toMatchObject({ allowed: { data: false } });
  });

  test("is told by a number and two moments alone, and a later consent of the same number is left alone", async () => {
    const young = await someMinor(hub, { hub: here });
    await letGuardianAnswer(hub, young, ["data"]);
    await backUp({ url, file: fileIn("number") });
    await logErasures(hub.db, log);
    const lines = readFileSync(log, "utf8").trimEnd().split("\n");
    const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
    for (const line of lines) expect(line).toMatch(new RegExp(`^${moment} withdrew \\d+ ${moment}$`));
    const { id } = await hub.db
      .selectFrom("consents.consent")
      .select("id")
      .where("person_id", "=", young.id)
      .where("purpose", "=", "data")
      .executeTakeFirstOrThrow();
    // After an earlier restore numbers are given again: this one belonged to somebody else's answer.
    const since = { erasures: [], withdrawals: [{ consent: id, given_at: new Date(0), at: hub.now() }] };
    const target = await emptyDatabase();
    expect(await restore({ url: target, file: fileIn("number"), since })).toMatchObject({ withdrawn: 0 });
  });
});
