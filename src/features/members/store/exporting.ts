import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { waitingFor } from "../policy.ts";
import type { ListedStatus, Order } from "../rules.ts";
import { keyOf } from "./listing.ts";
import { chooseWay, type Narrowing, rowsBy } from "./ways.ts";

const rowsAtOnce = 500;

/** Where somebody lives, as places name it: the settlement and its district. */
export type HomeNames = {
  home_kind: string | null;
  home_kk: string | null;
  home_ru: string | null;
  home_en: string | null;
  district_kind: string | null;
  district_kk: string | null;
  district_ru: string | null;
  district_en: string | null;
};

export type ExportedMember = HomeNames & {
  hub_id: string;
  status: ListedStatus;
  joined_at: Date;
  surname: string;
  given_name: string;
  birth_date: string;
};

/** Everybody whom a list shows on all of its pages, in its order, some hundreds at a time; begins as the list does. */
export const everyMember = (
  tx: Tx,
  who: Actor,
  narrowing: Narrowing,
  order: Order,
): AsyncIterable<ExportedMember[]> => {
  const { key, ascending } = keyOf(order);
  const direction = sql.raw(ascending ? "asc" : "desc");
  return read<ExportedMember>(
    tx,
    sql`
    select membership.hub_id, membership.status, membership.joined_at, card.surname, card.given_name, card.birth_date,
      ${homeNames}
    from (${rowsBy(chooseWay(narrowing), { who, narrowing })}) as found
    join members.membership on membership.id = found.id
    join people.v_card as card on card.id = membership.person_id
    left join places.v_settlement as home on home.code = membership.settlement_code
    order by found.${sql.ref(key)} ${direction}, found.id ${direction}`,
  );
};

export type ExportedWaiting = HomeNames & {
  hub_id: string;
  given_name: string;
  birth_date: string;
  joined_at: Date;
};

/** One line about everybody who waits for consent in this person's hubs, longest first. */
export const everyWaiting = (tx: Tx, who: Actor): AsyncIterable<ExportedWaiting[]> =>
  read<ExportedWaiting>(
    tx,
    sql`
    select members.membership.hub_id, members.membership.joined_at, card.given_name, card.birth_date, ${homeNames}
    from members.membership
    join people.v_card as card on card.id = members.membership.person_id
    left join places.v_settlement as home on home.code = card.settlement_code
    where ${waitingFor(who)}
    order by members.membership.joined_at, members.membership.id`,
  );

const homeNames = sql`
  home.kind as home_kind,
  case home.name_kk_in when 'kk' then home.name_kk end as home_kk,
  case home.name_ru_in when 'ru' then home.name_ru end as home_ru,
  case home.name_en_in when 'en' then home.name_en end as home_en,
  home.district_kind, home.district_kk, home.district_ru, home.district_en`;

async function* read<Row>(tx: Tx, query: RawBuilder<unknown>): AsyncGenerator<Row[]> {
  for await (const { rows } of tx.getExecutor().stream<Row>(query.compile(tx), rowsAtOnce)) yield rows;
}
