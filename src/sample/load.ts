import { type Hub, listHubs, loadSampleHubs } from "../features/hubs/index.ts";
import { searchOf } from "../features/people/index.ts";
import { loadSamplePlaces } from "../features/places/index.ts";
import { addSampleClearances } from "../features/protection/index.ts";
import type { Db, Tx } from "../platform/db/pool.ts";
import type { Post } from "../platform/http/actor.ts";
import { language } from "../platform/i18n/language.ts";
import { m } from "../platform/i18n/words.ts";
import { Refusal } from "../platform/refusal.ts";
import { fold } from "../platform/i18n/fold.ts";
import { addConsents } from "./consents.ts";
import { cast, castId, clearances, earlierPosts, type Played, postOf } from "./cast.ts";
import { bornBefore, type Crowd, inventPeople, type Invented } from "./people.ts";
import { chanceOf } from "./random.ts";

const seed = 2_026;
const crowds: Record<string, { people: number; kazakh: number }> = {
  kokshetau: { people: 340, kazakh: 0.64 },
  aktau: { people: 28, kazakh: 0.93 },
  astana: { people: 40, kazakh: 0.8 },
  shymkent: { people: 33, kazakh: 0.9 },
  almaty: { people: 36, kazakh: 0.74 },
  semey: { people: 22, kazakh: 0.72 },
};

/**
 * Fills a database that has no people with the sample: places, six hubs, and their people, the same from day to day
 * but for dates, which count back from `now`. Safe to repeat; refuses where people already are.
 */
export async function loadSample(db: Db, now: Date): Promise<void> {
  const installation = await db.selectFrom("platform.installation").selectAll().executeTakeFirstOrThrow();
  if (installation.sample_loaded_at) return;
  const somebody = await db.selectFrom("people.person").select("id").limit(1).executeTakeFirst();
  if (somebody) throw new Refusal("This database has people already, so the sample is not put among them.");
  await loadSamplePlaces(db, now);
  await db.transaction().execute(async (db) => {
    await loadSampleHubs(db, now);
    await loadPeople(db, now);
    await db.updateTable("platform.installation").set({ sample_loaded_at: now }).execute();
  });
}

async function loadPeople(db: Tx, now: Date): Promise<void> {
  const chance = chanceOf(seed);
  const hubs = (await listHubs(db))
    .filter((hub) => crowds[hub.slug])
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const actors = cast.map((each) => ({ ...each, ...played(each, now) }));
  await addPeople(db, actors);
  for (const hub of hubs) {
    const { people = 0, kazakh = 1 } = crowds[hub.slug] ?? {};
    const members = actors.filter((each) => each.hub === hub.slug && each.days !== undefined);
    const crowd: Crowd = {
      people: people - members.length,
      kazakh,
      villages: await villagesOf(db, hub),
      opened: new Date(`${hub.opened_on}T05:00:00Z`),
      consentAge: hub.consent_age,
      lowestAge: hub.lowest_age,
    };
    const invented = inventPeople(chance, crowd, now).map((each, index) => ({
      ...each,
      mail: `${fold(each.given_name)}${index + 1}.${hub.slug}@example.org`,
    }));
    await addPeople(db, invented);
    const everybody = [...members, ...invented];
    await addMemberships(db, everybody, hub.id, castId(`coordinator ${hub.slug}`));
    await addConsents(db, hub, { played: members, invented }, now);
  }
  await addPosts(db, hubs, now);
  const cleared = clearances.map(({ key, by, ago }) => ({ person: castId(key), by: castId(by), ago }));
  await addSampleClearances(db, cleared, now);
}

/** Four villages of Akmola have this name: some people live there, so that a search can show it in every spelling. */
const sharedName = "Алгабас";

/** The hub's own city most, towns next, and every village of its region a little. */
async function villagesOf(db: Tx, hub: Hub): Promise<Crowd["villages"]> {
  const rows = await db
    .selectFrom("places.v_settlement")
    .select(["code", "kind", "name_ru"])
    .where("region_code", "=", hub.city.region_code)
    .orderBy("code")
    .$castTo<{ code: string; kind: string; name_ru: string }>()
    .execute();
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
  return rows.map(({ code, kind, name_ru }) => {
    if (name_ru === sharedName) return [code, 1.5] as const;
    if (code === hub.city.code) return [code, rows.length > 1 ? 30 : 1] as const;
    return [code, (kind === "city" ? 22 : kind === "town" ? 12 : 36) / count(kind)] as const;
  });
}

function played({ key, age, days, role, ...each }: Played, now: Date): Invented & { mail: string } {
  const joined = new Date(now.getTime() - (days ?? 400) * 86_400_000);
  const status = role === "waiting" ? "waiting_for_consent" : "volunteer";
  return {
    id: castId(key),
    surname: each.surname,
    given_name: each.given_name,
    patronymic: each.patronymic,
    birth_date: bornBefore(now, age, 100),
    settlement_code: each.village,
    occupation: each.occupation,
    occupation_place: each.occupation_place,
    speaks: each.speaks,
    wishes: each.wishes,
    language: each.tongue,
    joined,
    status,
    status_at: status === "volunteer" ? new Date(joined.getTime() + 12 * 86_400_000) : joined,
    mail: `${each.mail}@example.org`,
  };
}

// Laid in as rows, like a backup, in a few statements: as acts, each with its notice, they would take a minute.
async function addPeople(db: Tx, people: (Invented & { mail: string })[]): Promise<void> {
  const rows = people.map((each) => ({
    id: each.id,
    surname: each.surname,
    given_name: each.given_name,
    patronymic: each.patronymic,
    birth_date: each.birth_date,
    settlement_code: each.settlement_code,
    occupation: each.occupation,
    occupation_place: each.occupation_place,
    speaks: [...each.speaks].sort(),
    wishes: each.wishes,
    language: each.language,
    search: searchOf(each),
    created_at: each.joined,
  }));
  await db.insertInto("people.person").values(rows).execute();
  const contacts = people.map(({ id, mail, joined }) => ({
    person_id: id,
    kind: "mail",
    value: mail,
    confirmed_at: joined,
  }));
  await db.insertInto("people.contact").values(contacts).execute();
}

async function addMemberships(db: Tx, people: Invented[], hub: string, coordinator: string): Promise<void> {
  const rows = people.map((each) => ({
    person_id: each.id,
    hub_id: hub,
    status: each.status,
    joined_at: each.joined,
    status_at: each.status_at,
  }));
  const added = await db
    .insertInto("members.membership")
    .values(rows)
    .returning(["id", "person_id"])
    .execute();
  const ids = new Map(added.map((row) => [row.person_id, row.id]));
  const changes = people.flatMap(({ id, status, joined, status_at }) => {
    const change = { membership_id: ids.get(id) ?? "", at: joined, by_person_id: id };
    const first = { ...change, from_status: null, to_status: status === "volunteer" ? "registered" : status };
    if (status !== "volunteer") return [first];
    const second = { ...change, at: status_at, by_person_id: coordinator };
    return [first, { ...second, from_status: "registered", to_status: "volunteer" }];
  });
  await db.insertInto("members.status_change").values(changes).execute();
}

async function addPosts(db: Tx, hubs: Hub[], now: Date): Promise<void> {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const idOf = (slug: string | undefined) => hubs.find((each) => each.slug === slug)?.id ?? null;
  const held = cast.flatMap(({ key, role, hub, region, term }) => {
    const post = postOf(role);
    if (!post) return [];
    const where = { hub_id: idOf(hub), region_code: region ?? null };
    return [{ person_id: castId(key), post, ...where, since: day(-65), until: term ? day(term) : null }];
  });
  const earlier = earlierPosts.map(({ key, post, hub, since, until }) => ({
    person_id: castId(key),
    post,
    hub_id: idOf(hub),
    region_code: null,
    since: day(-since),
    until: day(-until),
  }));
  await db
    .insertInto("members.post")
    .values([...held, ...earlier])
    .execute();
}

export type SamplePerson = {
  id: string;
  name: string;
  role: Played["role"];
  post: Post | null;
  contact: string;
  /** Who they are in a few words, in the language being spoken. */
  sentence: () => string;
};

/** Whom one can sign in as: the cast, as far as it is still there. */
export async function samplePeople(db: Db): Promise<SamplePerson[]> {
  const rows = await db
    .selectFrom("people.v_card as card")
    .innerJoin("people.v_contact as contact", "contact.person_id", "card.id")
    .select(["card.id", "card.surname", "card.given_name", "contact.value"])
    .where(
      "card.id",
      "in",
      cast.map((each) => castId(each.key)),
    )
    .execute();
  const hubs = new Map((await listHubs(db)).map((hub) => [hub.slug, hub]));
  return cast.flatMap((each) => {
    const row = rows.find(({ id }) => id === castId(each.key));
    if (!row) return [];
    const sentence = () => {
      const city = hubs.get(each.hub ?? "")?.city.name[language()].text ?? "";
      return m[`sample.role.${each.role}`]({ city });
    };
    return [
      {
        id: castId(each.key),
        name: `${row.given_name} ${row.surname}`,
        role: each.role,
        post: postOf(each.role),
        contact: row.value ?? "",
        sentence,
      },
    ];
  });
}
