import { monthNames } from "../../platform/i18n/format.ts";
import { m } from "../../platform/i18n/words.ts";
import { FieldGroup, type FieldProps } from "../field/field.tsx";
import type { DateParts } from "./date-parts.ts";

type Props = FieldProps & {
  value?: Partial<DateParts> | undefined;
  /** Lets the browser offer the reader's own birth date. */
  birth?: boolean;
};

/** A day by its three parts, sent as `name_day`, `name_month`, `name_year`; the day's id is `name`. */
export const DateField = ({ name, value, birth, ...field }: Props) => {
  const invalid = field.error ? ("true" as const) : undefined;
  return (
    <FieldGroup required={field.required} name={name} {...field}>
      <div class="date-parts">
        <label>
          <span>{m["ui.date.day"]()}</span>
          <input
            type="text"
            class="input"
            id={name}
            name={`${name}_day`}
            value={value?.day}
            inputMode="numeric"
            maxLength={2}
            autoComplete={birth ? "bday-day" : "off"}
            required={field.required}
            aria-invalid={invalid}
          />
        </label>
        <label>
          <span>{m["ui.date.month"]()}</span>
          <select
            class="select"
            id={`${name}_month`}
            name={`${name}_month`}
            autoComplete={birth ? "bday-month" : "off"}
            required={field.required}
            aria-invalid={invalid}
          >
            <option value="">{m["ui.date.choose_month"]()}</option>
            {monthNames().map((month, index) => (
              <option value={index + 1} selected={String(index + 1) === value?.month}>
                {month}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{m["ui.date.year"]()}</span>
          <input
            type="text"
            class="input"
            id={`${name}_year`}
            name={`${name}_year`}
            value={value?.year}
            inputMode="numeric"
            maxLength={4}
            autoComplete={birth ? "bday-year" : "off"}
            required={field.required}
            aria-invalid={invalid}
          />
        </label>
      </div>
    </FieldGroup>
  );
};
