import { dayIn } from "../../platform/day.ts";
import { Forbidden } from "../../platform/errors.ts";
import type { ExportedColumn, ExportedList } from "../../platform/export/list.ts";
import { momentColumns } from "../../platform/export/moment.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import type { Actor } from "../../platform/http/actor.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { nameOf } from "./pages/who.tsx";
import { canReadAll } from "./policy.ts";
import { type Hubs, type Line, linesOf, type Who } from "./present.ts";
import { everyEntry, type Question, readingOf } from "./reading.ts";

type Scope = { hubs: Hubs; language: Language; now: Date };

const zone = "Asia/Almaty";

/** What was done as a file: what its pages tell an administrator, in their order and their words. */
export function fileOfEntries(
  parts: Pick<FeatureParts, "tracesOf">,
  who: Actor,
  asked: Question,
  { hubs, language, now }: Scope,
): ExportedList<Line> {
  if (!canReadAll(who)) throw new Forbidden();
  const { act, since, until } = asked;
  return {
    name: "audit",
    day: dayIn(zone, now),
    columns: [
      text("what", 44, (line) => line.what()),
      text("who", 40, (line) => inWords(line.who)),
      text("whom", 30, (line) => (line.whom ? inWords(line.whom) : null)),
      text("hub", 26, (line) => line.hub?.text ?? null),
      ...momentColumns<Line>(
        () => m["audit.column.at"](),
        zone,
        (line) => line.at,
      ),
    ],
    rows: async function* (tx) {
      for await (const told of everyEntry(parts, tx, asked)) yield linesOf(told, hubs, language);
    },
    entries: readingOf(who, "audit.export", asked),
    filters: { act, since, until },
  };
}

/** Somebody in one cell: the name, and the posts by which they acted. */
function inWords(who: Who): string {
  const posts = who.kind === "staff" ? who.posts : [];
  const shown = posts.map(({ post, hub }) =>
    [m[`members.post.${post}`](), ...(hub ? [hub.text] : [])].join(", "),
  );
  return shown.length > 0 ? `${nameOf(who)} (${shown.join("; ")})` : nameOf(who);
}

const text = (
  column: "what" | "who" | "whom" | "hub",
  width: number,
  value: (line: Line) => string | null,
): ExportedColumn<Line> => ({ title: () => m[`audit.column.${column}`](), kind: "text", width, value });
