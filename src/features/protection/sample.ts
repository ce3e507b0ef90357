import { dayIn } from "../../platform/day.ts";
import type { Tx } from "../../platform/db/pool.ts";
import { type Document, endOf, type Kind } from "./rules/clearances.ts";
import { addClearance } from "./store/clearances.ts";
import { currentCode } from "./store/code.ts";

/** Somebody of a sample, by whom they were recorded, and how many days ago each was. */
type Cleared = { person: string; by: string; ago: Partial<Record<Kind, number>> };

const documents: Record<Kind, Document | null> = {
  background_check: "egov_certificate",
  code_of_conduct: null,
  safeguarding_training: "course_certificate",
};

/** Lays in what adults of a sample are cleared by. */
export async function addSampleClearances(tx: Tx, people: Cleared[], now: Date): Promise<void> {
  const { id: code } = await currentCode(tx);
  for (const { person, by, ago } of people)
    for (const [kind, days] of Object.entries(ago) as [Kind, number][]) {
      const at = new Date(now.getTime() - days * 86_400_000);
      const valid_from = dayIn("Asia/Almaty", at);
      const own = kind === "code_of_conduct";
      const term = { valid_from, ends_on: endOf(kind, valid_from), at };
      const row = { person_id: person, kind, document: documents[kind], ...term };
      await addClearance(tx, { ...row, recorded_by: own ? person : by, code_id: own ? code : null });
    }
}
