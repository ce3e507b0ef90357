import { dayIn } from "../../platform/day.ts";
import type { Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import { rowFor } from "./snapshot.ts";
import { addAnswers } from "./store/ledger.ts";
import { currentTexts } from "./store/texts.ts";

type Joined = { id: string; birth_date: string; joined: Date };

/** Lays in that people of a sample who joined on their own agreed to data when they did. */
export async function addSampleConsents(tx: Tx, people: Joined[]): Promise<void> {
  const text = found((await currentTexts(tx)).find((each) => each.purpose === "data"));
  const given = {
    text,
    operator: { operator: "", operator_bin: "" },
    answer: "agreed",
    guardian: null,
  } as const;
  const rows = people.map(({ joined, ...person }) =>
    rowFor({ ...given, person, how: "link", day: dayIn("Asia/Almaty", joined) }, joined),
  );
  if (rows.length > 0) await addAnswers(tx, rows);
}
