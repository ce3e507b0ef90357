import type { JSX } from "preact";
import { Field, wired, type FieldProps } from "../field/field.tsx";

type Shared =
  "autoComplete" | "inputMode" | "maxLength" | "minLength" | "spellcheck" | "lang" | "readOnly" | "autofocus";
type Given<Extra> = FieldProps & { value?: string | number | undefined } & Pick<
    JSX.IntrinsicElements["textarea"],
    Shared & keyof JSX.IntrinsicElements["textarea"]
  > &
  Extra;

type TextFieldProps = Given<{
  type?: "text" | "email" | "tel" | "search" | "url" | "number" | "password";
  pattern?: string;
  min?: number | string;
  max?: number | string;
}>;
type TextAreaProps = Given<{ rows?: number }>;

/** One line of text; give `type`, `autoComplete`, `inputMode` and the like as to an input. */
export const TextField = ({
  name,
  label,
  hint,
  error,
  required,
  value,
  type = "text",
  ...rest
}: TextFieldProps) => (
  <Field name={name} label={label} hint={hint} error={error} required={required}>
    <input
      // Preact tells inputs apart by their type and refuses a union; all of ours take the same attributes.
      type={type as "text"}
      class="input"
      id={name}
      name={name}
      value={value}
      required={required}
      {...rest}
      {...wired({ name, hint, error })}
    />
  </Field>
);

/** Several lines of text; grows with what is typed. */
export const TextArea = ({ name, label, hint, error, required, value, ...rest }: TextAreaProps) => (
  <Field name={name} label={label} hint={hint} error={error} required={required}>
    <textarea
      class="textarea"
      id={name}
      name={name}
      value={value}
      required={required}
      rows={4}
      {...rest}
      {...wired({ name, hint, error })}
    />
  </Field>
);
