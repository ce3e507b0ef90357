import { m } from "../../../platform/i18n/words.ts";
import type { ErrorItem } from "../../../ui/error-summary/error-summary.tsx";
import { TextField } from "../../../ui/text/text.tsx";

export type CodeProblem = { reason: "wrong" | "ended" | "not_six_digits"; left?: number };

export const codeError = (problem: CodeProblem | undefined): string | undefined =>
  problem && m[`accounts.code.refused.${problem.reason}`]({ left: problem.left ?? 0 });

/** The error as the summary on top shows it. */
export const codeErrors = (problem: CodeProblem | undefined): ErrorItem[] =>
  problem ? [{ href: "#code", text: codeError(problem) ?? "" }] : [];

/** Six digits; phones offer the code of a message that has just come. */
export const CodeField = ({ problem }: { problem: CodeProblem | undefined }) => (
  <TextField
    name="code"
    label={m["accounts.code.label"]()}
    hint={m["accounts.code.hint"]()}
    error={codeError(problem)}
    required
    inputMode="numeric"
    autoComplete="one-time-code"
    maxLength={12}
    spellcheck={false}
  />
);

/** What to do when no code comes; the same for everybody, known or not. */
export const CodeHelp = () => <p class="text-soft">{m["accounts.code.help"]()}</p>;
