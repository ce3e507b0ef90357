import { m } from "../../../platform/i18n/words.ts";
import { FieldGroup } from "../../../ui/field/field.tsx";

const usual = ["kk", "ru", "en"] as const;
const rarer = ["de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"] as const;
type Tongue = (typeof usual | typeof rarer)[number];

type Props = { values: readonly string[]; error: string | undefined };

/** The languages somebody speaks: three to step through by the keyboard, the others behind one more step. */
export const SpeaksField = ({ values, error }: Props) => (
  <FieldGroup name="speaks" label={m["members.field.speaks"]()} error={error} required>
    <div class="choices">
      {usual.map((tongue, index) => (
        <Tick tongue={tongue} id={index === 0 ? "speaks" : undefined} values={values} />
      ))}
      <details open={rarer.some((tongue) => values.includes(tongue))}>
        <summary class="link">{m["desk.speaks.more"]()}</summary>
        {rarer.map((tongue) => (
          <Tick tongue={tongue} id={undefined} values={values} />
        ))}
      </details>
    </div>
  </FieldGroup>
);

type TickProps = { tongue: Tongue; id: string | undefined; values: readonly string[] };

const Tick = ({ tongue, id, values }: TickProps) => (
  <label class="choice">
    <input
      type="checkbox"
      class="checkbox"
      id={id}
      name="speaks"
      value={tongue}
      checked={values.includes(tongue)}
    />
    <span>{m[`people.speaks.${tongue}`]()}</span>
  </label>
);
