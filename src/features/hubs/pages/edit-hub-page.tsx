import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Table } from "../../../ui/table/table.tsx";
import type { HubField, HubProfile } from "../rules.ts";
import type { Hub } from "../store/hubs.ts";
import { described, type PlaceNames } from "./described.tsx";
import {
  AboutFields,
  AreaField,
  ContactFields,
  errorsOf,
  type HubForm,
  NameFields,
  OpeningField,
  Part,
  PartnerFields,
  PeopleFields,
} from "./fields.tsx";
import { hubHref, nameOf } from "./said.tsx";

/** Two versions of one hub, where somebody saved another while this one was being written. */
export type Clash = { theirs: HubProfile; mine: HubProfile; fields: readonly HubField[]; places: PlaceNames };

type Props = { hub: Hub; version: number; form: HubForm; all: boolean; clash?: Clash };

/** A hub's own page to change: all of it for the national coordinator, its words and contacts for the hub's coordinator. */
export const EditHubPage = ({ hub, version, form, all, clash }: Props) => (
  <Page
    title={m["hubs.edit.title"]({ name: nameOf(hub) })}
    lead={all ? undefined : m["hubs.edit.yours"]()}
    back={{ href: hubHref(hub), text: nameOf(hub) }}
    errors={errorsOf(form.problems)}
    robots="noindex"
  >
    {clash && <TwoVersions clash={clash} />}
    <Form action={`${hubHref(hub)}/edit`}>
      <input type="hidden" name="version" value={version} />
      {all && <DecidedAbove form={form} />}
      <Part title={m["hubs.field.about"]()}>
        <AboutFields form={form} />
      </Part>
      <Part title={m["hubs.page.contacts"]()}>
        <ContactFields form={form} />
      </Part>
      <Part title={m["hubs.field.partners"]()}>
        <PartnerFields form={form} />
      </Part>
      <Buttons>
        <Button>{m["hubs.edit.save"]()}</Button>
        <ButtonLink kind="text" href={hubHref(hub)}>
          {m["hubs.edit.cancel"]()}
        </ButtonLink>
      </Buttons>
    </Form>
  </Page>
);

const DecidedAbove = ({ form }: { form: HubForm }) => (
  <>
    <Part title={m["hubs.step.name"]()}>
      <NameFields form={form} />
    </Part>
    <Part title={m["hubs.step.area"]()}>
      <AreaField form={form} />
    </Part>
    <Part title={m["hubs.step.people"]()}>
      <PeopleFields form={form} />
      <OpeningField form={form} />
    </Part>
  </>
);

const TwoVersions = ({ clash }: { clash: Clash }) => (
  <>
    <Notice kind="care" title={m["hubs.edit.stale"]()}>
      <p>{clash.fields.length > 0 ? m["hubs.edit.stale_text"]() : m["hubs.edit.same"]()}</p>
    </Notice>
    {clash.fields.length > 0 && (
      <Table
        caption={m["hubs.edit.what"]()}
        empty=""
        rows={clash.fields}
        columns={[
          { key: "field", title: m["hubs.edit.what"](), draw: (field) => m[`hubs.field.${field}`]() },
          {
            key: "theirs",
            title: m["hubs.edit.theirs"](),
            draw: (field) => described(field, clash.theirs, clash.places),
          },
          {
            key: "mine",
            title: m["hubs.edit.mine"](),
            draw: (field) => described(field, clash.mine, clash.places),
          },
        ]}
      />
    )}
  </>
);
