import { m } from "../../../platform/i18n/words.ts";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type Outcome, unsent } from "../rules/board.ts";

export type Told = Record<Outcome, number>;

/** How many were written to, how many not, and why. */
export const Reminded = ({ told }: { told: Told }) => {
  const sent = told.guardian + told.person;
  const others = unsent.filter((each) => told[each] > 0);
  return (
    <Notice kind={sent > 0 ? "good" : "care"} title={m["consents.board.sent"]({ count: sent })}>
      <ul class="list-disc ps-5">
        {told.guardian > 0 && told.person > 0 && (
          <li>{m["consents.board.sent_to"]({ guardians: told.guardian, people: told.person })}</li>
        )}
        {others.map((each) => (
          <li>{m[`consents.board.unsent.${each}`]({ count: told[each] })}</li>
        ))}
      </ul>
    </Notice>
  );
};
