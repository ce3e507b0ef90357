import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { m } from "../../platform/i18n/words.ts";
import { Icon } from "../icon/icon.tsx";

/** What every field is given: `name` is also its id, `error` its refusal in words. */
export type FieldProps = {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean | undefined;
};

/** Inside filters nothing is required, so nothing is marked optional there. */
export const MarkOptional = createContext(true);

type Props = Omit<FieldProps, "required"> & { required: boolean | undefined; children: ComponentChildren };

/** Label, hint, error and control, in this order, wired by `describedBy`. */
export const Field = ({ name, label, hint, error, required, children }: Props) => (
  <div class={error ? "field field-wrong" : "field"}>
    <label class="field-label" for={name}>
      {label}
      <Optional required={required} />
    </label>
    <Hint name={name}>{hint}</Hint>
    <FieldError name={name} error={error} />
    {children}
  </div>
);

/** The same for a group of controls: radios, checkboxes, a date by parts. */
export const FieldGroup = ({ name, label, hint, error, required, children }: Props) => (
  <fieldset
    class={error ? "field field-wrong" : "field"}
    aria-describedby={describedBy({ name, hint, error })}
  >
    <legend class="field-label">
      {label}
      <Optional required={required} />
    </legend>
    <Hint name={name}>{hint}</Hint>
    <FieldError name={name} error={error} />
    {children}
  </fieldset>
);

/** The ids that explain a field to a screen reader, or nothing when there is nothing to explain. */
export function describedBy({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">) {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return ids || undefined;
}

/** What a control says about itself to assistive technology. */
export const wired = (props: Pick<FieldProps, "name" | "hint" | "error">) => ({
  "aria-describedby": describedBy(props),
  "aria-invalid": props.error ? ("true" as const) : undefined,
});

const Optional = ({ required }: { required: boolean | undefined }) => {
  const marked = useContext(MarkOptional);
  if (required || !marked) return null;
  return <span class="font-normal text-soft"> {m["ui.field.optional"]()}</span>;
};

const Hint = ({ name, children }: { name: string; children: ComponentChildren }) =>
  children ? (
    <div class="field-hint" id={`${name}-hint`}>
      {children}
    </div>
  ) : null;

/** What is wrong with a field and how to mend it. */
export const FieldError = ({ name, error }: Pick<FieldProps, "name" | "error">) =>
  error ? (
    <p class="field-error" id={`${name}-error`}>
      <Icon name="warning" class="mt-0.5 size-5" />
      <span>
        <span class="sr-only">{m["ui.errors.label"]()} </span>
        {error}
      </span>
    </p>
  ) : null;
