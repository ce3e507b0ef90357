import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import type { PlaceOption } from "../../../ui/place-search/place-search.tsx";
import type { HubLine } from "../../members/index.ts";
import type { DeskFields, DeskProblems } from "../form.ts";
import { AlikeNotice, DoneNotice, type Met, type Unfit, UnfitNotice } from "./desk-notices.tsx";
import { errorsOf, listOf } from "./errors.ts";
import {
  AgreedField,
  ContactField,
  type JoiningWords,
  LanguageField,
  LifeFields,
  NameFields,
  PlaceField,
} from "./fields.tsx";

export type DeskProps = {
  hub: HubLine;
  /** The region of the hub: its places are found first. */
  near: string;
  fields: DeskFields;
  problems: DeskProblems;
  chosen?: PlaceOption;
  query?: string;
  results?: PlaceOption[];
  /** Staff have only looked for a village: that is where the focus belongs. */
  looking?: boolean;
  phones: boolean;
  /** What whoever is old enough agrees to by being registered. */
  words: JoiningWords;
  operation: string;
  /** People of the hub who are like the one that was typed. */
  alike?: Met[];
  unfit?: Unfit;
  /** Who was registered last. */
  registered?: Met | undefined;
};

const formId = "desk";

/** The desk: one form, one person after another, from the first field to the last by the keyboard. */
export const DeskPage = ({
  hub,
  fields,
  problems,
  alike,
  unfit,
  registered,
  operation,
  ...rest
}: DeskProps) => {
  const errors = errorsOf(problems);
  const said = Boolean(alike ?? unfit) || rest.looking || listOf(errors).length > 0;
  return (
    <Page
      title={
        registered
          ? m["desk.done.title"]({ given_name: registered.given_name })
          : m["desk.at"]({ hub: hub.name })
      }
      lead={m["desk.lead"]()}
      width="wide"
      errors={listOf(errors)}
      robots="noindex"
    >
      {registered && <DoneNotice person={registered} />}
      {unfit && <UnfitNotice hub={hub} unfit={unfit} />}
      {alike && <AlikeNotice people={alike} form={formId} />}
      {/* Nothing is kept in this browser: the next person must not meet what was typed for this one. */}
      <Form id={formId} action={href(`/desk/${hub.slug}`)} operation={operation} kept={false}>
        <div class="grid gap-x-16 gap-y-6 lg:grid-cols-2">
          <div class="stack">
            <NameFields hub={hub} fields={fields} errors={errors} first={!said} />
            <PlaceField {...rest} error={errors.settlement_code} />
            <LanguageField fields={fields} />
          </div>
          <div class="stack">
            <LifeFields fields={fields} errors={errors} />
            <ContactField fields={fields} errors={errors} phones={rest.phones} />
            <AgreedField hub={hub} words={rest.words} fields={fields} errors={errors} />
          </div>
        </div>
        <Buttons>
          <Button>{m["desk.save"]()}</Button>
          <ButtonLink kind="text" href={href(`/desk/${hub.slug}`)}>
            {m["desk.clear"]()}
          </ButtonLink>
        </Buttons>
      </Form>
      <p class="flex flex-wrap gap-x-6">
        <Link href={href("/cards")} icon="file">
          {m["desk.cards.link"]()}
        </Link>
        <Link href={href(`/hubs/${hub.slug}/poster`)} icon="file">
          {m["desk.poster.link"]()}
        </Link>
      </p>
    </Page>
  );
};
