import { dayIn } from "../../platform/day.ts";
import type { Tx } from "../../platform/db/pool.ts";
import type { ExportedColumn, ExportedList } from "../../platform/export/list.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { m } from "../../platform/i18n/words.ts";
import type { Hub } from "../hubs/index.ts";
import { readAdults } from "./actions/listing.ts";
import type { AdultLine } from "./present.ts";
import { kinds, type View } from "./rules/clearances.ts";

/** The adults of a hub as a file: what the pages show, one after another. */
export function fileOfAdults(who: Actor, hub: Hub, view: View, now: Date): ExportedList<AdultLine> {
  return {
    name: `clearances-${hub.slug}`,
    day: dayIn(hub.time_zone, now),
    columns: [
      {
        title: () => m["protection.column.name"](),
        kind: "text",
        width: 30,
        value: ({ name }) => name,
      },
      ...kinds.flatMap((kind): ExportedColumn<AdultLine>[] => {
        const lineOf = ({ lines }: AdultLine) => lines.find((each) => each.kind === kind);
        const title = () => m[`protection.kind.${kind}`]();
        return [
          {
            title,
            kind: "text",
            width: 20,
            value: (row) => m[`protection.state.${lineOf(row)?.state ?? "missing"}`](),
          },
          {
            title: () => m["protection.column.until"]({ what: title() }),
            kind: "day",
            width: 13,
            value: (row) => lineOf(row)?.last_day ?? null,
          },
        ];
      }),
    ],
    rows: (tx) => everybody(tx, who, hub, view, now),
    entries: [{ actor: who.id, act: "protection.export", subject: { kind: "hub", id: hub.id }, hub: hub.id }],
    filters: { view },
  };
}

async function* everybody(tx: Tx, who: Actor, hub: Hub, view: View, now: Date): AsyncGenerator<AdultLine[]> {
  let after: string | undefined;
  do {
    const page = await readAdults(tx, who, hub, { view, after }, now);
    yield page.rows;
    after = page.later ? page.rows.at(-1)?.id : undefined;
  } while (after);
}
