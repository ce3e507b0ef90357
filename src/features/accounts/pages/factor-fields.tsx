import { m } from "../../../platform/i18n/words.ts";
import type { ErrorItem } from "../../../ui/error-summary/error-summary.tsx";
import { TextField } from "../../../ui/text/text.tsx";

/** Why what somebody typed as their second factor was not taken; the same field tells all of it. */
export type FactorProblem = { field: "code"; text: string };

export const factorErrors = (problem: FactorProblem | undefined): ErrorItem[] =>
  problem ? [{ href: `#${problem.field}`, text: problem.text }] : [];

type Props = { label: string; value?: string | undefined; problem: FactorProblem | undefined };

/** The six digits of an app; nothing of it stays on the phone. */
export const AppCodeField = ({ label, value, problem }: Props) => (
  <TextField
    name="code"
    label={label}
    hint={m["accounts.second.code_hint"]()}
    error={problem?.text}
    required
    value={value}
    inputMode="numeric"
    autoComplete="one-time-code"
    maxLength={12}
    spellcheck={false}
  />
);
