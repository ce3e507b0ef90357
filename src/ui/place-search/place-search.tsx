import { href } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { Button } from "../button/button.tsx";
import { Field, FieldGroup, wired, type FieldProps } from "../field/field.tsx";

/** A place to choose; `inside` says where it lies, `lang` is given when its name is not in the page's language. */
export type PlaceOption = { code: string; name: string; inside: string; lang?: string | undefined };

type Props = FieldProps & {
  /** What was typed, kept when the page comes back. */
  query?: string | undefined;
  chosen?: PlaceOption | undefined;
  /** What was found for the query: one of them is chosen on the page that comes back. */
  results?: readonly PlaceOption[] | undefined;
};

/**
 * Finds a place by its name. Sends `name` (the code) and `name_query` (the words); the button sends `find=name`,
 * which asks for the same page with `results`. With script the list opens while one types.
 */
export const PlaceSearch = ({ query, chosen, results, ...field }: Props) => {
  const { name, hint = m["ui.place.hint"]() } = field;
  return (
    <div
      class="place-search"
      data-island="place-search"
      data-props={JSON.stringify({
        name,
        address: href("/places/suggestions"),
        // The island fills the number in itself, so it needs the sentence with its gap.
        found: m["ui.place.found"]({ count: "{count}" }),
        none: m["ui.place.none"](),
      })}
    >
      <Field required={field.required} {...field} hint={hint}>
        <div class="place-row">
          <input
            type="text"
            class="input"
            id={name}
            name={`${name}_query`}
            value={query ?? chosen?.name}
            autoComplete="off"
            spellcheck={false}
            {...wired({ ...field, hint })}
          />
          <Button kind="plain" icon="search" name="find" value={name}>
            {m["ui.place.find"]()}
          </Button>
        </div>
      </Field>
      <Found name={name} chosen={chosen} results={results ?? (chosen ? [chosen] : undefined)} />
    </div>
  );
};

const Found = ({ name, chosen, results }: Pick<Props, "name" | "chosen" | "results">) => {
  if (!results) return null;
  if (results.length === 0) return <p class="place-none">{m["ui.place.none"]()}</p>;
  return (
    <FieldGroup name={`${name}-found`} label={m["ui.place.which"]()} required>
      <div class="choices">
        {results.map((place) => (
          <label class="choice">
            <input
              type="radio"
              class="radio"
              name={name}
              value={place.code}
              checked={place.code === chosen?.code}
            />
            <span>
              <span lang={place.lang}>{place.name}</span>
              <small>{place.inside}</small>
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
};
