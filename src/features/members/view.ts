import { dayIn } from "../../platform/day.ts";
import type { Db } from "../../platform/db/pool.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { type Contact, getPerson } from "../people/index.ts";
import { homesOf } from "./homes.ts";
import { homeLine, hubLine, type HubLine, type PlaceLine } from "./present.ts";
import type { Dossier, Reader } from "./reading.ts";
import { lastDayWaiting, type Status } from "./rules.ts";

type History =
  | { at: Date; kind: "status"; status: Status; hub: string; by: string }
  | {
      at: Date;
      kind: "edit";
      by: string;
      changes: { field: string; before: unknown; after: unknown }[];
    };

/** A person as their pages show them, in the language of the page. */
export type View = {
  told: {
    surname: string;
    given_name: string;
    patronymic: string | null;
    birth_date: string;
    home: PlaceLine | undefined;
    occupation: string;
    occupation_place: string;
    speaks: string[];
    wishes: string;
  };
  age: number;
  contacts: Contact[];
  memberships: {
    hub: HubLine;
    status: Status;
    status_at: Date;
    joined_at: Date;
    /** The last day of waiting. */
    last_day: string | undefined;
    readers: Reader[];
  }[];
  history: History[];
  places: Record<string, string>;
  zone: string;
};

/** Makes a dossier ready to be drawn for `reader`, who is not named in the history of their own acts. */
export async function viewOf(db: Db, dossier: Dossier, language: Language, reader: string): Promise<View> {
  const { person, home, memberships } = dossier;
  const hubs = memberships.map((each) => hubLine(each.hub, language));
  return {
    told: { ...person, home: home && homeLine(home, language) },
    age: dossier.age,
    contacts: dossier.contacts,
    memberships: memberships.map(({ status, status_at, joined_at, readers, hub }, index) => ({
      hub: hubs[index]!,
      status,
      status_at,
      joined_at,
      last_day:
        status === "waiting_for_consent" ? lastDayWaiting(dayIn(hub.time_zone, status_at)) : undefined,
      readers,
    })),
    history: await historyOf(db, dossier, hubs, reader),
    places: await placesIn(db, dossier, language),
    zone: hubs[0]?.zone ?? "Asia/Almaty",
  };
}

async function historyOf(db: Db, dossier: Dossier, hubs: HubLine[], reader: string): Promise<History[]> {
  const { person, memberships, revisions } = dossier;
  const statuses = memberships.flatMap(({ changes }, index): History[] =>
    changes.map(({ at, to_status, by_person_id, by_name }) => {
      const by = by_person_id === person.id || by_person_id === reader ? "" : (by_name ?? "");
      return { at, kind: "status", status: to_status, hub: hubs[index]?.name ?? "", by };
    }),
  );
  const names = await namesOf(
    db,
    revisions.map((each) => each.by_person_id),
  );
  const edits = revisions.map(({ at, by_person_id, changes }): History => {
    const by = by_person_id === null || by_person_id === person.id ? "" : (names.get(by_person_id) ?? "");
    const told = Object.entries(changes).map(([field, { before, after }]) => ({ field, before, after }));
    return { at, kind: "edit", by, changes: told };
  });
  return [...statuses, ...edits].sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function namesOf(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const person = id === null ? undefined : await getPerson(db, id);
    if (person) names.set(person.id, `${person.given_name} ${person.surname}`);
  }
  return names;
}

/** The names of the places that a history speaks of by code. */
async function placesIn(db: Db, { revisions }: Dossier, language: Language): Promise<Record<string, string>> {
  const codes = revisions.flatMap(({ changes }) => {
    const moved = changes["settlement_code"];
    return moved ? [moved.before, moved.after].filter((code) => typeof code === "string") : [];
  });
  const homes = codes.length > 0 ? await homesOf(db, codes) : new Map<string, never>();
  return Object.fromEntries(
    [...homes].map(([code, home]) => {
      const { name, inside } = homeLine(home, language);
      return [code, [name, inside].filter(Boolean).join(", ")];
    }),
  );
}
