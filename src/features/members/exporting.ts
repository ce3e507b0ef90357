import { dayIn } from "../../platform/day.ts";
import type { Db } from "../../platform/db/pool.ts";
import type { ExportedColumn, ExportedList } from "../../platform/export/list.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { type Hub, hubName } from "../hubs/index.ts";
import { ageOn } from "../people/index.ts";
import { fullName, type Kind } from "../places/index.ts";
import { type Asked, narrowingFor } from "./listing.ts";
import { everyHub } from "./rules.ts";
import {
  everyMember,
  everyWaiting,
  type ExportedMember,
  type ExportedWaiting,
  type HomeNames,
} from "./store/exporting.ts";

type Scope = { hub: Hub | undefined; hubs: Map<string, Hub>; now: Date };

/** The list of people as a file: the columns of its page, everybody on all of its pages. */
export async function fileOfMembers(
  db: Db,
  who: Actor,
  asked: Asked,
  { hub, hubs, now }: Scope,
): Promise<ExportedList<ExportedMember>> {
  const day = dayIn(hub?.time_zone ?? "Asia/Almaty", now);
  const narrowing = await narrowingFor(db, who, asked, day);
  const { after: _after, before: _before, order, ...filters } = asked;
  return {
    name: hub ? `people-${hub.slug}` : "people",
    day,
    columns: [
      text(
        () => m["members.field.surname"](),
        20,
        (row) => row.surname,
      ),
      text(
        () => m["members.field.given_name"](),
        18,
        (row) => row.given_name,
      ),
      ageColumn(day),
      text(() => m["members.filter.settlement"](), 22, homeOf),
      text(() => m["members.column.district"](), 28, districtOf),
      text(
        () => m["members.column.status"](),
        18,
        (row) => m[`members.status.${row.status}`](),
      ),
      dayColumn(() => m["members.column.joined"](), hubs),
      ...(hub ? [] : [hubColumn<ExportedMember>(hubs)]),
    ],
    rows: (tx) => (narrowing ? everyMember(tx, who, narrowing, order) : nothing()),
    entries: [entryOf(who, "members.export", hub?.id)],
    filters: { ...filters, sort: order },
  };
}

/** The list of those who wait for consent as a file: one line each and no more, as on its page. */
export function fileOfWaiting(who: Actor, { hub, hubs, now }: Scope): ExportedList<ExportedWaiting> {
  const day = dayIn(hub?.time_zone ?? "Asia/Almaty", now);
  return {
    name: hub ? `waiting-${hub.slug}` : "waiting",
    day,
    columns: [
      text(
        () => m["members.field.given_name"](),
        18,
        (row) => row.given_name,
      ),
      ageColumn(day),
      text(() => m["members.column.district"](), 28, districtOf),
      dayColumn(() => m["members.column.since"](), hubs),
      ...(hub ? [] : [hubColumn<ExportedWaiting>(hubs)]),
    ],
    rows: (tx) => everyWaiting(tx, who),
    entries: [...hubs.keys()].map((each) => entryOf(who, "members.export_waiting", each)),
    filters: {},
  };
}

async function* nothing(): AsyncGenerator<never[]> {}

const entryOf = (who: Actor, act: "members.export" | "members.export_waiting", hub: string | undefined) => ({
  actor: who.id,
  act,
  subject: hub ? { kind: "hub", id: hub } : everyHub,
  hub: hub ?? null,
});

type Value<Row> = (row: Row) => string | null;

const text = <Row>(title: () => string, width: number, value: Value<Row>): ExportedColumn<Row> => ({
  title,
  kind: "text",
  width,
  value,
});

const ageColumn = (day: string): ExportedColumn<{ birth_date: string }> => ({
  title: () => m["members.column.age"](),
  kind: "number",
  width: 9,
  value: (row) => ageOn(row.birth_date, day),
});

const dayColumn = (
  title: () => string,
  hubs: Map<string, Hub>,
): ExportedColumn<{ hub_id: string; joined_at: Date }> => ({
  title,
  kind: "day",
  width: 12,
  value: (row) => dayIn(hubs.get(row.hub_id)?.time_zone ?? "Asia/Almaty", row.joined_at),
});

const hubColumn = <Row extends { hub_id: string }>(hubs: Map<string, Hub>): ExportedColumn<Row> =>
  text(
    () => m["members.step.hub"](),
    30,
    ({ hub_id }) => {
      const hub = hubs.get(hub_id);
      return hub ? hubName(hub, language()) : null;
    },
  );

const homeOf = ({ home_kind, home_kk, home_ru, home_en }: HomeNames): string | null =>
  nameOf(home_kind, home_kk, home_ru, home_en);

const districtOf = ({ district_kind, district_kk, district_ru, district_en }: HomeNames): string | null =>
  nameOf(district_kind, district_kk, district_ru, district_en);

const nameOf = (
  kind: string | null,
  name_kk: string | null,
  name_ru: string | null,
  name_en: string | null,
) => (kind === null ? null : fullName({ kind: kind as Kind, name_kk, name_ru, name_en }, language()).text);
