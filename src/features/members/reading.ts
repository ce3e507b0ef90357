import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { found, NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { canHandleConsents } from "../consents/index.ts";
import type { Hub } from "../hubs/index.ts";
import {
  ageAt,
  type Contact,
  getPerson,
  listContacts,
  listRevisions,
  type Person,
  type Revision,
} from "../people/index.ts";
import { hubsById } from "./hubs.ts";
import { canSee, readersOf } from "./policy.ts";
import type { Place } from "./store/listing.ts";
import { type PageOfWaiting, pageOfWaiting } from "./store/waiting.ts";
import { changesOf, type Membership, membershipsOf, type StatusChange } from "./store/memberships.ts";
import { type Holder, holdersFor } from "./store/posts.ts";
import { type Home, homesOf } from "./homes.ts";

/** Everything a page about one person says. */
export type Dossier = {
  person: Person;
  age: number;
  home: Home | undefined;
  contacts: (Contact & { confirmed_at: Date })[];
  memberships: (Membership & { hub: Hub; changes: StatusChange[]; readers: Reader[] })[];
  revisions: Revision[];
};

/** Who reads a member, by post, and the names of those who hold it. */
export type Reader = (ReturnType<typeof readersOf>[number] | ReturnType<typeof boardReader>) & {
  names: string[];
};

/** What a safeguarding focal point of the hub reads of a member on its board of consents, as its policy answers. */
function boardReader({ hub_id, status }: { hub_id: string; status: string }) {
  const post = "safeguarding_focal_point" as const;
  const who: Actor = { id: "", session: "", given_name: "", language: "kk", posts: [{ post, hub: hub_id }] };
  if (status === "left" || !canHandleConsents(who, hub_id)) return { post, reads: "nothing" as const };
  const waits = status === "waiting_for_consent";
  return { post, reads: waits ? ("one_line" as const) : ("consents" as const) };
}

/** Opens a member's page for somebody who may see them; that it was read is kept in the same transaction. */
export const openMember = (db: Db, who: Actor, id: string, now: Date): Promise<Dossier> =>
  db.transaction().execute(async (db) => {
    const visible = (await membershipsOf(db, id)).filter((row) => canSee(who, row));
    if (visible.length === 0) throw new NotFound();
    const subject = { kind: "person", id };
    for (const { hub_id } of visible)
      await audit(db, { actor: who.id, act: "members.read_person", subject, hub: hub_id }, now);
    return dossier(db, id, visible, now);
  });

/** Opens one's own page. */
export const openSelf = async (db: Db, who: Actor, now: Date): Promise<Dossier> =>
  dossier(db, who.id, await membershipsOf(db, who.id), now);

async function dossier(db: Db | Tx, id: string, memberships: Membership[], now: Date): Promise<Dossier> {
  const person = found(await getPerson(db, id));
  const ids = memberships.map((each) => each.id);
  const hubs = await hubsById(
    db,
    memberships.map((each) => each.hub_id),
  );
  const changes = ids.length > 0 ? await changesOf(db, ids) : [];
  const holders =
    ids.length > 0
      ? await holdersFor(
          db,
          memberships.map((each) => each.hub_id),
          now,
        )
      : [];
  const zone = hubs.get(memberships[0]?.hub_id ?? "")?.time_zone ?? "Asia/Almaty";
  return {
    person,
    age: ageAt(person.birth_date, zone, now),
    home: (await homesOf(db, [person.settlement_code])).get(person.settlement_code),
    contacts: await listContacts(db, id),
    memberships: memberships.map((each) => ({
      ...each,
      hub: found(hubs.get(each.hub_id)),
      changes: changes.filter((change) => change.membership_id === each.id),
      readers: [...readersOf(each), boardReader(each)].map((reader) => ({
        ...reader,
        names: namesOf(holders, reader.post, each.hub_id),
      })),
    })),
    revisions: await listRevisions(db, id),
  };
}

const namesOf = (holders: Holder[], post: string, hub: string): string[] =>
  holders
    .filter((each) => each.post === post && (each.hub_id === hub || each.hub_id === null))
    .map((each) => each.name);

/** One line about somebody who waits: all that staff who handle consents are told. */
export type WaitingLine = {
  /** Of the membership, for a page to begin from; it opens nothing. */
  id: string;
  given_name: string;
  age: number;
  district: Home["district"];
  since: Date;
  hub: Hub;
};
export type Waiting = Pick<PageOfWaiting, "count" | "earlier" | "later"> & { lines: WaitingLine[] };

/** Opens a page of lines about those who wait for consent in the hubs this person coordinates; the reading is kept. */
export const openWaiting = (db: Db, who: Actor, place: Place, now: Date): Promise<Waiting> =>
  db.transaction().execute(async (db) => {
    const { rows, ...page } = await pageOfWaiting(db, who, place);
    const hubs = await hubsById(
      db,
      rows.map((row) => row.hub_id),
    );
    for (const hub of hubs.keys()) {
      const subject = { kind: "hub", id: hub };
      await audit(db, { actor: who.id, act: "members.read_waiting", subject, hub }, now);
    }
    const homes = await homesOf(
      db,
      rows.map((row) => row.settlement_code),
    );
    const lines = rows.map(({ id, hub_id, given_name, birth_date, settlement_code, joined_at: since }) => {
      const hub = found(hubs.get(hub_id));
      const district = homes.get(settlement_code)?.district ?? null;
      return { id, given_name, age: ageAt(birth_date, hub.time_zone, now), district, since, hub };
    });
    return { ...page, lines };
  });
