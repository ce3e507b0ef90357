import { formatDate } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { Line, PastLine } from "../present.ts";

/** Where one kind stands, in a few words; what needs somebody's hand stands out. */
export const StateWords = ({ state, last_day }: Line) => {
  const words = m[`protection.state.${state}`]();
  const until = last_day && m["protection.until"]({ date: formatDate(last_day) });
  return (
    <>
      {state === "valid" ? words : <strong>{words}</strong>}
      {until && <span class="text-soft">{` · ${until}`}</span>}
    </>
  );
};

/** Everything on record, newest first: what, by whom, until when, and what became of it. */
export const Past = ({ past }: { past: PastLine[] }) =>
  past.length === 0 ? null : (
    <section aria-labelledby="past">
      <h2 id="past">{m["protection.past.title"]()}</h2>
      <ul class="mt-2 grid gap-3">
        {past.map((each) => (
          <li>
            {m[`protection.kind.${each.kind}`]()}
            {each.document && `: ${m[`protection.document.${each.document}`]()}`}
            <p class="text-soft">
              {m["protection.past.term"]({
                from: formatDate(each.valid_from),
                until: formatDate(each.last_day),
              })}
              {each.by && ` · ${m["protection.past.by"]({ name: each.by })}`}
            </p>
            {each.withdrawn_at && (
              <p>
                {m["protection.past.withdrawn"]({
                  date: formatDate(each.withdrawn_at, { zone: "Asia/Almaty" }),
                  name: each.withdrawn_by ?? "none",
                  reason: each.withdrawn_reason ?? "",
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
