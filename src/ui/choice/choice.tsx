import type { ComponentChildren, JSX } from "preact";
import { m } from "../../platform/i18n/words.ts";
import { Field, FieldError, FieldGroup, wired, type FieldProps } from "../field/field.tsx";

export type Option = { value: string; text: string; hint?: string | undefined; lang?: string | undefined };

type Group = FieldProps & { options: readonly Option[] };

type RadiosProps = Group & { value?: string | undefined; autofocus?: boolean | undefined };

/** One of a few; the first has the group's name as id, so an error can lead to it. */
export const Radios = ({ options, value, autofocus, ...field }: RadiosProps) => (
  <FieldGroup required={field.required} {...field}>
    <div class="choices">
      {options.map((option, index) => (
        <Row option={option}>
          <input
            type="radio"
            class="radio"
            id={idOf(field.name, index)}
            name={field.name}
            value={option.value}
            checked={option.value === value}
            required={field.required}
            autofocus={autofocus && index === 0}
          />
        </Row>
      ))}
    </div>
  </FieldGroup>
);

/** Any of a few: the form sends `name` once for each chosen. */
export const Checkboxes = ({
  options,
  values = [],
  id,
  ...field
}: Group & {
  values?: readonly string[] | undefined;
  /** Where another field of the page has the same name. */
  id?: string;
}) => (
  <FieldGroup required={field.required} {...field}>
    <div class="choices">
      {options.map((option, index) => (
        <Row option={option}>
          <input
            type="checkbox"
            class="checkbox"
            id={idOf(id ?? field.name, index)}
            name={field.name}
            value={option.value}
            checked={values.includes(option.value)}
          />
        </Row>
      ))}
    </div>
  </FieldGroup>
);

type CheckboxProps = Omit<FieldProps, "hint"> & {
  hint?: string;
  value?: string;
  checked?: boolean | undefined;
};

/** A single yes. */
export const Checkbox = ({ name, label, hint, error, required, value = "yes", checked }: CheckboxProps) => (
  <div class={error ? "field field-wrong" : "field"}>
    <FieldError name={name} error={error} />
    <Row option={{ value, text: label, hint }}>
      <input
        type="checkbox"
        class="checkbox"
        id={name}
        name={name}
        value={value}
        checked={checked}
        required={required}
        {...wired({ name, hint: undefined, error })}
      />
    </Row>
  </div>
);

type SelectProps = Group & { value?: string | undefined } & Pick<
    JSX.IntrinsicElements["select"],
    "autoComplete"
  >;

/** One of many; begins with "Choose" until something is. */
export const Select = ({ options, value, autoComplete, ...field }: SelectProps) => (
  <Field required={field.required} {...field}>
    <select
      class="select"
      id={field.name}
      name={field.name}
      required={field.required}
      autoComplete={autoComplete}
      {...wired(field)}
    >
      {!options.some((option) => option.value === "") && <option value="">{m["ui.choice.choose"]()}</option>}
      {options.map((option) => (
        <option value={option.value} selected={option.value === value} lang={option.lang}>
          {option.text}
        </option>
      ))}
    </select>
  </Field>
);

const idOf = (name: string, index: number) => (index === 0 ? name : `${name}-${index + 1}`);

type RowOption = Omit<Option, "text"> & { text: ComponentChildren };

const Row = ({ option, children }: { option: RowOption; children: ComponentChildren }) => (
  <label class="choice">
    {children}
    <span lang={option.lang}>
      {option.text}
      {option.hint && <small>{option.hint}</small>}
    </span>
  </label>
);
