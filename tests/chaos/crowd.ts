import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { deriveKeys } from "../../src/platform/keys.ts";
import type { Db } from "../../src/platform/db/pool.ts";
import { contentOf } from "../../src/platform/notices/send.ts";
import { fullSession } from "../factor.ts";
import { type Answer, readyFields, realVisitor, type RealVisitor } from "../real-visitor.ts";
import type { Ledger } from "./ledger.ts";

export const SECRET = "what a hub under fire seals its codes with";

type Place = { origin: () => string; db: Db; ledger: Ledger; stop: AbortSignal };
/** Somebody who goes on with what they began until it is answered, and begins anew. */
type Walker = () => Promise<void>;

/** Every second time the same form is sent once more, as by an impatient thumb; not each time, for that heals a loss. */
const isImpatient = (times: number): boolean => times % 2 === 0;

/**
 * Young people who join, a coordinator who makes volunteers of them, members who change what they say of themselves.
 * When the day is over each still finishes what they began, so that nothing stays in doubt.
 */
export async function openCrowd(
  place: Place,
  sizes: { joining: number; editing: number },
): Promise<Promise<void>[]> {
  const walkers = [
    ...Array.from({ length: sizes.joining }, () => joiner(place)),
    await coordinator(place),
    ...(await editors(place, sizes.editing)),
  ];
  return walkers.map(async (walk) => {
    while (!place.stop.aborted)
      await walk().catch(async (error: Error) => {
        place.ledger.surprises.push(error.message);
        await sleep(1_000);
      });
  });
}

/** Asks again and again until there is an answer one can believe; "come back later" is none. */
async function untilAnswered<Answered>(
  ask: () => Promise<Answered>,
  isAnswer: (answered: Answered) => boolean = () => true,
): Promise<Answered> {
  const until = performance.now() + 60_000;
  for (;;) {
    const answered = await ask().then(
      (value) => ({ value }),
      () => undefined,
    );
    if (answered && isAnswer(answered.value)) return answered.value;
    if (performance.now() > until) throw new Error("nobody answered for a minute");
    await sleep(100);
  }
}

/** Sends the same request until the hub answers it. */
const press = ({ ledger }: Place, ask: () => Promise<Answer>): Promise<Answer> =>
  untilAnswered(
    () =>
      ask().then(
        (answer) => count(ledger, answer.status, answer),
        (error: unknown) => {
          count(ledger, "none", undefined);
          throw error;
        },
      ),
    ({ status }) => status < 500,
  );

function count<Given>({ answers }: Ledger, status: number | "none", given: Given): Given {
  answers.set(status, (answers.get(status) ?? 0) + 1);
  return given;
}

let contacts = 0;

function joiner(place: Place): Walker {
  const { ledger } = place;
  return async () => {
    const browser = realVisitor(place.origin, 10_000);
    const send = (path: string, form: Record<string, string> = {}) =>
      press(place, () => browser.post(`/kk/join${path}`, form));
    const contact = await confirm(place, send);
    const birth = { birth_date_day: "1", birth_date_month: "2", birth_date_year: "2006" };
    await send("/name", { surname: "Сейітова", given_name: "Аяулым", patronymic: "", ...birth });
    await send("/place", { settlement_code: "113657200" });
    await send("/life", { occupation: "school", occupation_place: "", speaks: "kk", wishes: "" });
    const done = await send("/check");
    if (!done.to?.includes("/join/done")) throw new Error(`joining ended at ${done.status} ${done.to}`);
    ledger.joined.add(contact);
    if (isImpatient(ledger.joined.size)) await send("/check");
  };
}

/** Shows a contact of their own; whoever lost the answer to a code, which works once, asks for another. */
async function confirm(
  place: Place,
  send: (path: string, form: Record<string, string>) => Promise<Answer>,
): Promise<string> {
  const hub = "kokshetau";
  for (;;) {
    const contact = `young${(contacts += 1)}@example.org`;
    await send("/contact", { hub, contact });
    const confirmed = await send("/code", { hub, code: await codeOf(place, contact) });
    if (confirmed.to?.includes("/join/name")) return contact;
  }
}

/** The code in the last letter to a contact. */
const codeOf = ({ db }: Place, contact: string): Promise<string> =>
  untilAnswered(async () => {
    const row = await db
      .selectFrom("platform.notice")
      .select(["id", "sealed"])
      .where("recipient", "=", contact)
      .where("kind", "=", "code")
      .orderBy("created_at", "desc")
      .executeTakeFirstOrThrow();
    const content = contentOf(deriveKeys({ secret: SECRET }), row);
    if (content?.kind !== "code") throw new Error("no code yet");
    return content.data.code;
  });

async function coordinator(place: Place): Promise<Walker> {
  const { db, ledger } = place;
  const { rows } = await sql<{ person: string; hub: string }>`
    select person_id as person, hub_id as hub from members.post join hubs.hub on hub.id = hub_id
    where post = 'coordinator' and slug = 'kokshetau' limit 1`.execute(db);
  const [me] = rows;
  if (!me) throw new Error("the sample has no coordinator in Kokshetau");
  const browser = await signedIn(place, me.person);
  return async () => {
    const next = await untilAnswered(() =>
      sql<{ person: string }>`
        select person_id as person from members.membership
        where hub_id = ${me.hub} and status = 'registered' limit 1`.execute(db),
    );
    const person = next.rows[0]?.person;
    if (!person) return sleep(50);
    if (ledger.volunteers.has(person)) throw new Error(`${person} was made a volunteer and is none`);
    const act = () => browser.post(`/kk/people/${person}/volunteer`, { hub: me.hub });
    const done = await press(place, act);
    if (done.status !== 303) throw new Error(`making a volunteer ended at ${done.status}`);
    ledger.volunteers.add(person);
    if (isImpatient(ledger.volunteers.size)) await press(place, act);
  };
}

async function editors(place: Place, count: number): Promise<Walker[]> {
  const { rows } = await sql<{ person: string }>`
    select m.person_id as person from members.membership m join hubs.hub h on h.id = m.hub_id
    where m.status = 'volunteer' and h.slug = 'kokshetau'
      and not exists (select from members.post p where p.person_id = m.person_id)
    order by m.person_id limit ${count}`.execute(place.db);
  return Promise.all(
    rows.map(async ({ person }) => {
      const browser = await signedIn(place, person);
      let times = 0;
      return async () => {
        const page = await press(place, () => browser.get("/kk/me/edit"));
        const form = readyFields(page.body, "/kk/me/edit");
        const saved = `${person.slice(0, 8)} тілейді: ${times + 1}`;
        const save = () => browser.post("/kk/me/edit", { ...form, speaks: "kk", wishes: saved });
        const done = await press(place, save);
        if (done.status !== 303) throw new Error(`an edit ended at ${done.status}`);
        times += 1;
        place.ledger.edits.set(person, { saved, times });
        if (isImpatient(times)) await press(place, save);
      };
    }),
  );
}

async function signedIn({ db, origin }: Place, person: string): Promise<RealVisitor> {
  const browser = realVisitor(origin, 10_000);
  browser.cookies.set("session", await fullSession({ db, now: () => new Date() }, person));
  return browser;
}
