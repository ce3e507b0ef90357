import { formatDate } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import { tongueOf } from "./told.tsx";

export type HistoryLine =
  | {
      at: Date;
      kind: "status";
      status: "waiting_for_consent" | "registered" | "volunteer" | "left";
      hub: string;
      by: string;
    }
  | { at: Date; kind: "edit"; by: string; changes: { field: string; before: unknown; after: unknown }[] };

type Props = { lines: HistoryLine[]; zone: string; places: Record<string, string> };

/** What happened, newest first: every status, and every change with what stood there before. */
export const History = ({ lines, zone, places }: Props) =>
  lines.length > 0 ? (
    <section aria-labelledby="history">
      <h2 id="history">{m["members.history.title"]()}</h2>
      <ul class="mt-3 grid gap-3">
        {lines.map((line) => (
          <li class="border-s-2 border-line ps-4">
            <p class="text-soft">
              <time dateTime={line.at.toISOString()}>{formatDate(line.at, { zone })}</time>
              {line.by && (
                <>
                  {" · "}
                  {line.by}
                </>
              )}
            </p>
            {line.kind === "status" ? (
              <p>{m[`members.history.${line.status}`]({ hub: line.hub })}</p>
            ) : (
              line.changes.map((change) => <Change {...change} places={places} />)
            )}
          </li>
        ))}
      </ul>
    </section>
  ) : null;

const fields = [
  "surname",
  "given_name",
  "patronymic",
  "birth_date",
  "settlement_code",
  "occupation",
  "occupation_place",
  "speaks",
  "wishes",
  "language",
] as const;

type ChangeProps = { field: string; before: unknown; after: unknown; places: Props["places"] };

const Change = ({ field, before, after, places }: ChangeProps) => {
  const known = fields.find((each) => each === field);
  if (!known) return null;
  return (
    <p class="break-words">
      {m["members.history.changed"]({
        field: m[`members.field.${known}`](),
        before: wordsFor(known, before, places),
        after: wordsFor(known, after, places),
      })}
    </p>
  );
};

const occupations = ["school", "college", "university", "work", "other"] as const;

function wordsFor(field: (typeof fields)[number], value: unknown, places: Props["places"]): string {
  if (Array.isArray(value)) return value.map((each) => tongueOf(String(each))).join(", ");
  const text = typeof value === "string" ? value : "";
  if (text === "") return m["members.fact.nothing"]();
  const occupation = field === "occupation" && occupations.find((each) => each === text);
  if (occupation) return m[`people.occupation.${occupation}`]();
  if (field === "birth_date") return formatDate(text);
  if (field === "language") return tongueOf(text);
  return field === "settlement_code" ? (places[text] ?? text) : text;
}
