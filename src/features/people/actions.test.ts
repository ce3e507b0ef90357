import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { mail, phone, somebody } from "../../../tests/people.ts";
import type { Db } from "../../platform/db/pool.ts";
import { NotFound } from "../../platform/errors.ts";
import { fold } from "../../platform/i18n/fold.ts";
import { addContact, editPerson, type Edited, profileOf } from "./actions.ts";
import type { Profile } from "./rules.ts";
import { findPeopleByContact, getPerson, listContacts, listRevisions, lockPerson } from "./store/people.ts";
import { person as contract } from "./store/lifecycle.ts";

const now = new Date("2026-11-22T06:00:00Z");
let db: Db;
beforeAll(async () => {
  ({ db } = await ownDatabase());
});

async function profileAndVersion(id: string): Promise<{ profile: Profile; version: number }> {
  const row = await getPerson(db, id);
  if (!row) throw new Error("nobody");
  return { profile: profileOf(row), version: row.version };
}

describe("a new person", () => {
  test("is kept with tidy names, found by any spelling, and the act is written down", async () => {
    const { id } = await somebody(db, {
      surname: " Алпысбай ",
      patronymic: "Қайратқызы",
      contact: mail("a@mail.kz"),
    });
    const row = await getPerson(db, id);
    expect(row).toMatchObject({
      surname: "Алпысбай",
      birth_date: "2009-03-07",
      version: 1,
      speaks: ["kk", "ru"],
    });
    expect(row?.search).toContain(fold("Alpysbay"));
    const entry = await db
      .selectFrom("platform.audit_entry")
      .innerJoin("platform.audit_detail", "entry_id", "id")
      .select(["act", "actor_id", "subject_id"])
      .where("person_id", "=", id)
      .execute();
    expect(entry).toEqual([{ act: "people.create", actor_id: id, subject_id: id }]);
  });

  test("with a name that is no name is refused and leaves no trace", async () => {
    const before = await db.selectFrom("people.person").select("id").execute();
    await expect(somebody(db, { surname: "<script>" })).rejects.toThrow("cannot be created: surname");
    expect(await db.selectFrom("people.person").select("id").execute()).toEqual(before);
  });
});

describe("contacts", () => {
  test("brothers and sisters may share one phone, and both are found by it, the elder first", async () => {
    const younger = await somebody(db, { birth_date: "2011-01-01", contact: phone("+77011234567") });
    const elder = await somebody(db, { birth_date: "2008-01-01", contact: phone("+77011234567") });
    const found = await findPeopleByContact(db, phone("+77011234567"));
    expect(found.map((each) => each.id)).toEqual([elder.id, younger.id]);
  });

  test("a contact confirmed twice stands once, with the later time", async () => {
    const { id } = await somebody(db, { contact: mail("twice@mail.kz") });
    const later = new Date("2026-12-01T00:00:00Z");
    await db.transaction().execute((tx) => addContact(tx, id, mail("twice@mail.kz"), later));
    expect(await listContacts(db, id)).toEqual([{ ...mail("twice@mail.kz"), confirmed_at: later }]);
  });
});

describe("editing oneself", () => {
  test("keeps what stood there before, once, however often the phone sends it", async () => {
    const { id, who } = await somebody(db);
    const { profile, version } = await profileAndVersion(id);
    const edit = {
      person: id,
      profile: { ...profile, surname: "Серікова" },
      version,
      operation: randomUUID(),
    };
    expect(await editPerson(db, who, edit, now)).toEqual({ kind: "edited" });
    expect(await editPerson(db, who, edit, now)).toEqual({ kind: "edited" });
    expect(await getPerson(db, id)).toMatchObject({
      surname: "Серікова",
      search: fold("Serikova Asel"),
      version: 2,
    });
    expect(await listRevisions(db, id)).toEqual([
      { at: now, by_person_id: id, changes: { surname: { before: "Жұмағұлова", after: "Серікова" } } },
    ]);
  });

  test("with nothing changed writes no history", async () => {
    const { id, who } = await somebody(db);
    const edit = { person: id, ...(await profileAndVersion(id)), operation: randomUUID() };
    expect(await editPerson(db, who, edit, now)).toEqual({ kind: "unchanged" });
    expect(await listRevisions(db, id)).toEqual([]);
  });

  test("after somebody else changed it meanwhile changes nothing and gives the current version back", async () => {
    const { id, who } = await somebody(db);
    const read = await profileAndVersion(id);
    const edit = (surname: string) => ({
      ...read,
      person: id,
      profile: { ...read.profile, surname },
      operation: randomUUID(),
    });
    await editPerson(db, who, edit("Бірінші"), now);
    const second = await editPerson(db, who, edit("Екінші"), now);
    expect(second).toMatchObject({ kind: "stale", current: { surname: "Бірінші", version: 2 } });
    expect(await getPerson(db, id)).toMatchObject({ surname: "Бірінші" });
  });

  test("while another edit is being written waits for it and then meets its version", async () => {
    const { id, who } = await somebody(db);
    const { profile, version } = await profileAndVersion(id);
    let second: Promise<Edited> | undefined;
    await db.transaction().execute(async (tx) => {
      await lockPerson(tx, id);
      const edit = {
        person: id,
        profile: { ...profile, surname: "Кейінгі" },
        version,
        operation: randomUUID(),
      };
      second = editPerson(db, who, edit, now);
      await setTimeout(200);
      await tx
        .updateTable("people.person")
        .set({ surname: "Алдыңғы", version: version + 1 })
        .where("id", "=", id)
        .execute();
    });
    expect(await second).toMatchObject({ kind: "stale", current: { surname: "Алдыңғы" } });
  });

  test("does not reach anybody else: another person looks as if they were not there", async () => {
    const { who } = await somebody(db);
    const other = await somebody(db);
    const edit = { person: other.id, ...(await profileAndVersion(other.id)), operation: randomUUID() };
    await expect(editPerson(db, who, edit, now)).rejects.toThrow(NotFound);
  });

  test("with a name that is no name says which field", async () => {
    const { id, who } = await somebody(db);
    const { profile, version } = await profileAndVersion(id);
    const edit = {
      person: id,
      profile: { ...profile, given_name: "7", speaks: [] },
      version,
      operation: randomUUID(),
    };
    expect(await editPerson(db, who, edit, now)).toEqual({
      kind: "refused",
      problems: { given_name: "not_letters", speaks: "missing" },
    });
  });

  test("cannot smuggle a birth date in", async () => {
    const { id, who } = await somebody(db);
    const { profile, version } = await profileAndVersion(id);
    const wider = { ...profile, wishes: "", birth_date: "2000-01-01" };
    await editPerson(db, who, { person: id, profile: wider, version, operation: randomUUID() }, now);
    expect(await getPerson(db, id)).toMatchObject({ birth_date: "2009-03-07", wishes: "" });
  });
});

describe("what happens to a person", () => {
  test("somebody reads everything that is known of them, and nothing of the machinery", async () => {
    const { id } = await somebody(db, { contact: mail("export@mail.kz") });
    const known = await contract.export(db, id);
    expect(Object.keys(known)).toEqual(["profile", "contacts", "history"]);
    expect(known["contacts"]).toMatchObject([mail("export@mail.kz")]);
    expect(known["profile"]).not.toHaveProperty("search");
  });

  test("somebody erased is found nowhere, and no column still holds what they wrote", async () => {
    const canary = {
      surname: "Канарейкина",
      wishes: "канарейка",
      occupation_place: "канарейка",
      contact: mail("canary@mail.kz"),
    };
    const { id, who } = await somebody(db, canary);
    const { profile, version } = await profileAndVersion(id);
    await editPerson(
      db,
      who,
      { person: id, profile: { ...profile, given_name: "Канарей" }, version, operation: randomUUID() },
      now,
    );
    await db.transaction().execute((tx) => contract.erase(tx, id, now));
    expect(await getPerson(db, id)).toBeUndefined();
    expect(await findPeopleByContact(db, mail("canary@mail.kz"))).toEqual([]);
    for (const table of ["people.person", "people.contact", "people.revision"] as const)
      expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toMatch(
        /канарей|kanarey|canary/i,
      );
    expect(await db.selectFrom("people.person").select("erased_at").where("id", "=", id).execute()).toEqual([
      { erased_at: now },
    ]);
  });

  test("two records of one person become one that has the contacts and the history of both", async () => {
    const shared = phone("+77017654321");
    const from = await somebody(db, { contact: mail("from@mail.kz") });
    const into = await somebody(db, { surname: "Қалатын", contact: shared });
    await db.transaction().execute((tx) => addContact(tx, from.id, shared, now));
    const { profile, version } = await profileAndVersion(from.id);
    await editPerson(
      db,
      from.who,
      { person: from.id, profile: { ...profile, wishes: "" }, version, operation: randomUUID() },
      now,
    );
    await db.transaction().execute((tx) => contract.merge(tx, from.id, into.id, now));
    expect((await listContacts(db, into.id)).map((each) => each.value)).toEqual([
      "+77017654321",
      "from@mail.kz",
    ]);
    expect(await listRevisions(db, into.id)).toMatchObject([{ by_person_id: into.id }]);
    expect(await getPerson(db, into.id)).toMatchObject({ surname: "Қалатын" });
    expect(await getPerson(db, from.id)).toBeUndefined();
  });
});
