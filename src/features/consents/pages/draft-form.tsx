import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Checkbox } from "../../../ui/choice/choice.tsx";
import { MarkOptional } from "../../../ui/field/field.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextArea, TextField as LineField } from "../../../ui/text/text.tsx";
import type { Purpose } from "../rules/standing.ts";
import {
  longestLawyer,
  longestLine,
  missingIn,
  type TextField,
  type TextLanguage,
  textLanguages,
  type TextProblems,
  type WordField,
  wordFields,
  type Writing,
} from "../rules/texts.ts";

export type DraftShown = {
  typed: Record<TextField, string>;
  /** What was kept last. */
  kept: Writing;
  /** Whether there is a draft yet, or only where it begins. */
  begun: boolean;
  version: number;
  operation: string;
};

/** A field in words, with its language where it has one. */
export function labelOf(field: TextField): string {
  if (field === "term_months" || field === "lawyer") return m[`consents.field.${field}`]();
  const [name, language] = field.split("_") as [WordField, TextLanguage];
  return `${m[`consents.field.${name}`]()} – ${m[`hubs.language.${language}`]()}`;
}

type FormProps = { purpose: Purpose; draft: DraftShown; problems: TextProblems };

/** All that a text says, three languages side by side. */
export const DraftForm = ({ purpose, draft, problems }: FormProps) => {
  const { typed } = draft;
  const errorOf = (field: TextField) =>
    problems[field] && m[`consents.texts.refused.${problems[field]}`]({ field: labelOf(field) });
  return (
    <Form action={href(`/consent-texts/${purpose}/draft`)} operation={draft.operation} id="draft-form">
      <input type="hidden" name="version" value={draft.version} />
      <MarkOptional.Provider value={false}>
        {wordFields.map((field) => (
          <div class="grid gap-4 lg:grid-cols-3">
            {textLanguages.map((language) => (
              <WordsField
                field={field}
                language={language}
                value={typed[`${field}_${language}`]}
                error={errorOf(`${field}_${language}`)}
              />
            ))}
          </div>
        ))}
        <LineField
          name="term_months"
          label={labelOf("term_months")}
          hint={m["consents.texts.term_hint"]()}
          error={errorOf("term_months")}
          value={typed.term_months}
          inputMode="numeric"
          maxLength={3}
        />
        <LineField
          name="lawyer"
          label={labelOf("lawyer")}
          hint={m["consents.texts.lawyer_hint"]()}
          error={errorOf("lawyer")}
          value={typed.lawyer}
          spellcheck={false}
          maxLength={longestLawyer}
        />
      </MarkOptional.Provider>
      <Buttons>
        <Button>{m["consents.texts.keep"]()}</Button>
        {draft.begun && (
          <ButtonLink kind="plain" icon="phone" href={href(`/consent-texts/${purpose}/preview`)}>
            {m["consents.texts.preview"]()}
          </ButtonLink>
        )}
      </Buttons>
    </Form>
  );
};

type WordsProps = {
  field: WordField;
  language: TextLanguage;
  value: string;
  error: string | undefined;
};

const WordsField = ({ field, language, value, error }: WordsProps) => (
  <TextArea
    name={`${field}_${language}`}
    label={labelOf(`${field}_${language}`)}
    error={error}
    value={value}
    lang={language}
    rows={field === "title" ? 2 : field === "body" ? 7 : 4}
    maxLength={longestLine[field]}
  />
);

type PublicationProps = {
  purpose: Purpose;
  draft: DraftShown;
  refused: "unconfirmed" | "unchanged" | "changed" | undefined;
};

/** What the draft still lacks; when it lacks nothing, how it is published, or thrown away. */
export const Publication = ({ purpose, draft, refused }: PublicationProps) => {
  const missing = Object.keys(missingIn(draft.kept)) as TextField[];
  return (
    <div class="card grid gap-4">
      <h3 class="text-lg">{m["consents.texts.publish_title"]()}</h3>
      {missing.length > 0 ? (
        <Notice kind="care" title={m["consents.texts.missing"]()}>
          <ul class="list-disc ps-5">
            {missing.map((field) => (
              <li>
                <a href={`#${field}`}>{labelOf(field)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          <p>{m["consents.texts.publish_about"]()}</p>
          <form
            class="form"
            method="post"
            action={href(`/consent-texts/${purpose}/publication`)}
            id="publication"
            noValidate
          >
            <input type="hidden" name="operation" value={draft.operation} />
            <input type="hidden" name="version" value={draft.version} />
            <Checkbox
              name="confirmed"
              label={m["consents.texts.confirm"]()}
              error={refused && m[`consents.texts.refused.${refused}`]()}
              required
            />
            <Button>{m["consents.texts.publish"]()}</Button>
          </form>
        </>
      )}
      <form method="post" action={href(`/consent-texts/${purpose}/draft/removal`)}>
        <Button kind="danger">{m["consents.texts.discard"]()}</Button>
      </form>
    </div>
  );
};
