import { m } from "../../platform/i18n/words.ts";
import type { FieldProps } from "../field/field.tsx";
import { TextField } from "../text/text.tsx";
import { spacePhone } from "./space-phone.ts";

/** A telephone number, written as people like; a stored number is shown in groups. */
export const PhoneField = ({ hint, value, ...field }: FieldProps & { value?: string | undefined }) => (
  <TextField
    {...field}
    type="tel"
    inputMode="tel"
    autoComplete="tel"
    hint={hint ?? m["ui.phone.hint"]()}
    value={value && spacePhone(value)}
  />
);
