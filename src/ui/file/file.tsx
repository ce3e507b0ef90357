import { Field, type FieldProps, wired } from "../field/field.tsx";

type Props = FieldProps & {
  /** What may be chosen, as browsers read it: `.csv,.txt` or `image/png`. */
  accept: string;
};

/** One file; its form needs `files`. */
export const FileField = ({ accept, label, ...field }: Props) => (
  <Field {...field} label={label} required={field.required}>
    <input
      type="file"
      class="input py-2.5"
      id={field.name}
      name={field.name}
      required={field.required}
      accept={accept}
      {...wired(field)}
    />
  </Field>
);
