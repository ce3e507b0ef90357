import { dayIn } from "../day.ts";
import { Forbidden } from "../errors.ts";
import type { ExportedColumn, ExportedList } from "../export/list.ts";
import { momentColumns } from "../export/moment.ts";
import type { Actor } from "../http/actor.ts";
import { m } from "../i18n/words.ts";
import { type Line, newestLines, stateInWords } from "./lines.ts";
import { canLookIn } from "./policy.ts";

const zone = "Asia/Almaty";

/** The outbox as a file: what its page tells an administrator, recipients masked. */
export function fileOfNotices(who: Actor, now: Date): ExportedList<Line> {
  if (!canLookIn(who)) throw new Forbidden();
  return {
    name: "outbox",
    day: dayIn(zone, now),
    columns: [
      text("kind", 26, (line) => m[`notices.kind.${line.kind}`]()),
      text("to", 26, (line) => line.recipient),
      ...momentColumns<Line>(
        () => m["notices.outbox.at"](),
        zone,
        (line) => line.created_at,
      ),
      text("state", 34, stateInWords),
    ],
    rows: async function* (tx) {
      yield await newestLines(tx);
    },
    entries: [{ actor: who.id, act: "notices.export", subject: { kind: "outbox", id: "newest" } }],
    filters: {},
  };
}

const text = (
  column: "kind" | "to" | "state",
  width: number,
  value: (line: Line) => string,
): ExportedColumn<Line> => ({ title: () => m[`notices.outbox.${column}`](), kind: "text", width, value });
