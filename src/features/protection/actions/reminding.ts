import { dayIn } from "../../../platform/day.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { formatDate } from "../../../platform/i18n/format.ts";
import { isLanguage, speak } from "../../../platform/i18n/language.ts";
import { addressOf, getPerson, listContacts } from "../../people/index.ts";
import { lastDayOf, lettersDue } from "../rules/clearances.ts";
import { type Ending, lockEnding, markReminded } from "../store/clearances.ts";

type Parts = Pick<FeatureParts, "db" | "notices">;

/** Writes to whoever's clearance ends within thirty and within seven days. Safe to repeat: each letter goes out once. */
export const remindOfEnds = ({ db, notices }: Parts, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const day = dayIn("Asia/Almaty", now);
    for (const row of await lockEnding(tx, day)) {
      const due = lettersDue(row.ends_on, day);
      if (row.reminded >= due) continue;
      await markReminded(tx, row.id, due);
      await write(tx, notices, row, now);
    }
  });

async function write(tx: Tx, notices: Parts["notices"], { person_id, kind, ends_on }: Ending, now: Date) {
  const person = await getPerson(tx, person_id);
  const [contact] = person ? await listContacts(tx, person_id) : [];
  if (!person || !contact) return;
  const language = isLanguage(person.language) ? person.language : "kk";
  const last_day = speak(language, () => formatDate(lastDayOf(ends_on)));
  const data = { given_name: person.given_name, what: kind, last_day };
  const to = addressOf(contact);
  await notices.send(tx, { kind: "clearance_ends", data, to, person: person_id, language }, now);
}
