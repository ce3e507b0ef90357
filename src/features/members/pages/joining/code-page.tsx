import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import { TextField } from "../../../../ui/text/text.tsx";
import { JoinPage } from "./join-page.tsx";

export type CodeProblem = { reason: "not_six_digits" } | { reason: "wrong" | "ended"; left: number };
type Props = {
  /** Where the code went, in full: whoever typed it sees a slip of the finger at once. */
  contact: string;
  hub: string;
  /** So many codes were asked for that none was sent now. */
  wait: boolean;
  /** A sample hub on one's own machine, from which no mail leaves. */
  sample: boolean;
  /** Nothing sends mail here: the code waits in the outbox. */
  unsent: "yes" | "no";
  problem?: CodeProblem;
};

/** Third: the code that shows the contact is theirs. */
export const CodePage = ({ contact, hub, wait, sample, unsent, problem }: Props) => {
  const error = problem && wordsOf(problem);
  return (
    <JoinPage
      step="code"
      title={m["accounts.code.title"]()}
      lead={m["accounts.code.lead"]({ contact, unsent })}
      errors={error ? [{ href: "#code", text: error }] : []}
    >
      {wait && <Notice kind="care">{m["accounts.code.wait"]()}</Notice>}
      <Form action={href("/join/code")} kept={false}>
        <input type="hidden" name="hub" value={hub} />
        <TextField
          name="code"
          label={m["accounts.code.label"]()}
          hint={m["accounts.code.hint"]()}
          error={error}
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          spellcheck={false}
        />
        <Button>{m["members.join.next"]()}</Button>
      </Form>
      {sample ? (
        <p>
          {m["accounts.sample.code"]()} <a href={href("/outbox")}>{m["accounts.sample.outbox"]()}</a>
        </p>
      ) : (
        <p class="text-soft">{m["accounts.code.help"]()}</p>
      )}
      <Form action={href("/join/code/again")} id="again" kept={false}>
        <input type="hidden" name="hub" value={hub} />
        <Button kind="plain">{m["accounts.code.again"]()}</Button>
      </Form>
      <p>
        <a href={href(`/join/contact?hub=${hub}`)}>{m["members.contact.another"]()}</a>
      </p>
    </JoinPage>
  );
};

function wordsOf(problem: CodeProblem): string {
  if (problem.reason === "wrong") return m["accounts.code.refused.wrong"]({ left: problem.left });
  return m[`accounts.code.refused.${problem.reason}`]();
}
