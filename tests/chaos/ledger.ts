import { sql } from "kysely";
import type { Db } from "../../src/platform/db/pool.ts";

/** What the hub told people that it had done: all of it, and nothing twice, has to stand in the database at the end. */
export type Ledger = {
  /** Contacts whose joining was answered. */
  joined: Set<string>;
  /** People whom a coordinator was told to be volunteers now. */
  volunteers: Set<string>;
  /** What each person last saved, and how many times they were told that it is saved. */
  edits: Map<string, { saved: string; times: number }>;
  /** Answers by their status, and requests that got none. */
  answers: Map<number | "none", number>;
  /** Answers that nobody should ever get. */
  surprises: string[];
};

export const newLedger = (): Ledger => ({
  joined: new Set(),
  volunteers: new Set(),
  edits: new Map(),
  answers: new Map(),
  surprises: [],
});

export const acknowledged = ({ joined, volunteers, edits }: Ledger): number =>
  joined.size + volunteers.size + [...edits.values()].reduce((sum, { times }) => sum + times, 0);

/** Everything that is lost or doubled, a line each; empty when the database holds what people were told. */
export async function audited(db: Db, ledger: Ledger): Promise<string[]> {
  return [
    ...(await joinings(db, ledger)),
    ...(await volunteers(db, ledger)),
    ...(await edits(db, ledger)),
    ...(await traces(db)),
  ];
}

async function joinings(db: Db, { joined }: Ledger): Promise<string[]> {
  const { rows } = await sql<{ contact: string; people: number; memberships: number; letters: number }>`
    select contact, (select count(*) from people.contact c where c.value = contact) as people,
      (select count(*) from members.membership m join people.contact c using (person_id)
        where c.value = contact) as memberships,
      (select count(*) from platform.notice n where n.recipient = contact and n.kind = 'welcome') as letters
    from unnest(${[...joined]}::text[]) as contact`.execute(db);
  return rows
    .filter(({ people, memberships, letters }) => people !== 1 || memberships !== 1 || letters !== 1)
    .map(
      (row) => `${row.contact}: ${row.people} people, ${row.memberships} memberships, ${row.letters} letters`,
    );
}

async function volunteers(db: Db, ledger: Ledger): Promise<string[]> {
  const { rows } = await sql<{ person: string; status: string; changes: number; entries: number }>`
    select m.person_id as person, m.status,
      (select count(*) from members.status_change c where c.membership_id = m.id and c.to_status = 'volunteer') as changes,
      (select count(*) from platform.audit_entry a
        where a.act = 'members.make_volunteer' and a.subject_id = m.id::text) as entries
    from members.membership m where m.person_id = any(${[...ledger.volunteers]}::uuid[])`.execute(db);
  const seen = new Set(rows.map(({ person }) => person));
  const lost = [...ledger.volunteers].filter((person) => !seen.has(person));
  return [
    ...lost.map((person) => `${person} is gone`),
    ...rows
      .filter(({ status, changes, entries }) => status !== "volunteer" || changes !== 1 || entries !== 1)
      .map((row) => `${row.person} is ${row.status} by ${row.changes} changes and ${row.entries} entries`),
  ];
}

async function edits(db: Db, ledger: Ledger): Promise<string[]> {
  const { rows } = await sql<{ person: string; wishes: string; entries: number }>`
    select id as person, wishes, (select count(*) from platform.audit_entry a
      where a.act = 'people.edit' and a.subject_id = p.id::text) as entries
    from people.person p where id = any(${[...ledger.edits.keys()]}::uuid[])`.execute(db);
  return rows.flatMap(({ person, wishes, entries }) => {
    const told = ledger.edits.get(person);
    if (told?.saved === wishes && told.times === entries) return [];
    return [`${person} saved ${told?.saved} ${told?.times} times and has ${wishes} by ${entries} entries`];
  });
}

/** What no act may ever leave behind: a person without a trace of how they came, or a membership of nobody. */
async function traces(db: Db): Promise<string[]> {
  const { rows } = await sql<{ what: string; count: number }>`
    select 'memberships without a first status' as what, count(*) from members.membership m
      where not exists (select from members.status_change c where c.membership_id = m.id and c.from_status is null)
    union all
    select 'entries whose fields are gone', count(*) from platform.audit_entry e
      where personal_hash is not null and not exists (select from platform.audit_detail d where d.entry_id = e.id)
    union all
    select 'finished joinings of nobody', count(*) from members.joining
      where finished_at is not null and person_id is null`.execute(db);
  return rows.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${what}`);
}
