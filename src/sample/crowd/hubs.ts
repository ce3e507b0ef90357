import { sql } from "kysely";
import { addSampleHub, type Hub, listHubs } from "../../features/hubs/index.ts";
import type { Tx } from "../../platform/db/pool.ts";

export const hubsOfCrowd = 100;

/** Opens hubs until there are a hundred, the first of them in the largest place of each district; answers all by address. */
export async function openHubs(tx: Tx, now: Date): Promise<Hub[]> {
  const standing = await listHubs(tx);
  const missing = Math.max(0, hubsOfCrowd - standing.length);
  for (const [index, seat] of (await seatsWithout(tx, missing)).entries())
    await addSampleHub(
      tx,
      `hub-${seat.code}`,
      {
        name: {
          kk: `${seat.name_kk} волонтерлік хабы`,
          ru: `Волонтёрский хаб ${seat.name_ru}`,
          en: `${seat.name_en} Volunteer Hub`,
        },
        city_code: seat.code,
        area: [seat.region_code],
        opened_on: new Date(now.getTime() - (430 + index * 7) * 86_400_000).toISOString().slice(0, 10),
      },
      now,
    );
  return (await listHubs(tx)).sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

type Seat = { code: string; region_code: string; name_kk: string; name_ru: string; name_en: string };

/** Places where no hub stands yet, one of every district before the second of any. */
async function seatsWithout(tx: Tx, count: number): Promise<Seat[]> {
  const { rows } = await sql<Seat>`
    select code, region_code, name_kk, name_ru, name_en from places.v_settlement
    where retired_at is null and code not in (select city_code from hubs.hub)
    order by row_number() over (
      partition by district_code
      order by case kind when 'city' then 0 when 'town' then 1 when 'village' then 2 else 3 end, code), code
    limit ${count}`.execute(tx);
  return rows;
}
