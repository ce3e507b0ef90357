import { href, language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Checkboxes, Radios } from "../../../ui/choice/choice.tsx";
import { MarkOptional } from "../../../ui/field/field.tsx";
import { purposes } from "../rules/standing.ts";
import { textLanguages } from "../rules/texts.ts";

/** Sends those who are ticked, in the same form, to where papers for them are printed. */
export const PrintChosen = ({ slug }: { slug: string }) => (
  <details>
    <summary class="font-semibold text-primary">{m["consents.board.print"]()}</summary>
    <div class="mt-3 grid gap-4">
      <p class="text-soft">{m["consents.board.print_about"]()}</p>
      <MarkOptional.Provider value={false}>
        <Checkboxes
          name="purpose"
          id="print-purpose"
          label={m["consents.board.print_purposes"]()}
          values={purposes}
          options={purposes.map((value) => ({ value, text: m[`consents.purpose_name.${value}`]() }))}
        />
        <Radios
          name="language"
          label={m["consents.board.print_language"]()}
          value={language()}
          options={textLanguages.map((value) => ({ value, text: m[`hubs.language.${value}`]() }))}
        />
      </MarkOptional.Provider>
      <p>
        <Button kind="plain" icon="file" formAction={href(`/hubs/${slug}/papers/print`)}>
          {m["consents.board.print"]()}
        </Button>
      </p>
    </div>
  </details>
);
