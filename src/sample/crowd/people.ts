import type { Hub } from "../../features/hubs/index.ts";
import { fold } from "../../platform/i18n/fold.ts";
import type { Tx } from "../../platform/db/pool.ts";
import { inventPeople, type Invented } from "../people.ts";
import { type Chance, chanceOf } from "../random.ts";

export type Member = Invented & { membership: string; search: string; mail: string };

const atOnce = 10_000;

/** The people of one hub, some thousands at a time; the same for the same hub and number, but for dates. */
export async function* crowdOf(tx: Tx, hub: Hub, people: number, now: Date): AsyncGenerator<Member[]> {
  const chance = chanceOf(Number(hub.city.code) + people);
  const crowd = {
    kazakh: 0.64 + (Number(hub.city.code) % 7) * 0.05,
    villages: await villagesAround(tx, hub),
    opened: new Date(`${hub.opened_on}T05:00:00Z`),
    consentAge: hub.consent_age,
    lowestAge: hub.lowest_age,
  };
  for (let done = 0; done < people; done += atOnce) {
    const invented = inventPeople(chance, { ...crowd, people: Math.min(atOnce, people - done) }, now);
    yield invented.map((each, index) => memberFrom(each, chance, `${done + index + 1}.${hub.slug}`));
  }
}

function memberFrom(person: Invented, chance: Chance, place: string): Member {
  const names = [person.surname, person.given_name, person.patronymic].filter((name) => name !== null);
  return {
    ...person,
    membership: chance.uuid(),
    search: names.map(folded).join(" "),
    mail: `${folded(person.given_name)}.${place}@example.org`,
  };
}

/** Names come again and again in a crowd, and folding one costs more than all the rest of inventing. */
function folded(name: string): string {
  let known = spellings.get(name);
  if (known === undefined) spellings.set(name, (known = fold(name)));
  return known;
}
const spellings = new Map<string, string>();

/** Where people of a hub live: a third in its own place, the others all over its district. */
async function villagesAround(tx: Tx, hub: Hub): Promise<(readonly [string, number])[]> {
  const rows = await tx
    .selectFrom("places.v_settlement as home")
    .innerJoin("places.v_settlement as seat", "seat.district_code", "home.district_code")
    .select("home.code")
    .where("seat.code", "=", hub.city.code)
    .where("home.retired_at", "is", null)
    .where("home.code", "<>", hub.city.code)
    .orderBy("home.code")
    .$castTo<{ code: string }>()
    .execute();
  return [[hub.city.code, 30], ...rows.map(({ code }) => [code, 70 / rows.length] as const)];
}
