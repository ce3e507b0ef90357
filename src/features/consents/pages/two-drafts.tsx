import { m } from "../../../platform/i18n/words.ts";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Table } from "../../../ui/table/table.tsx";
import { type TextField, valueIn, type Writing } from "../rules/texts.ts";
import { labelOf } from "./draft-form.tsx";

/** Two drafts of one text, where somebody kept another while this one was being written. */
export type Clash = { theirs: Writing; mine: Writing; fields: readonly TextField[] };

/** What somebody else kept meanwhile beside what was written here. */
export const TwoDrafts = ({ clash }: { clash: Clash }) => (
  <>
    <Notice kind="care" title={m["consents.texts.stale"]()}>
      <p>{m["consents.texts.stale_text"]()}</p>
    </Notice>
    <Table
      caption={m["consents.texts.stale"]()}
      empty={null}
      rows={clash.fields}
      columns={[
        { key: "field", title: m["consents.texts.field"](), draw: labelOf },
        {
          key: "theirs",
          title: m["consents.texts.theirs"](),
          draw: (field) => valueIn(clash.theirs, field),
        },
        { key: "mine", title: m["consents.texts.mine"](), draw: (field) => valueIn(clash.mine, field) },
      ]}
    />
  </>
);
