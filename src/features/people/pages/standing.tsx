import { formatList } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type Profile, profileFields } from "../rules.ts";
import { nameOfTongue } from "./profile-fields.tsx";

type Props = { profile: Profile; home: string; fields: string[] };

/** What stands there now, where it differs from what was just typed; the form below holds the other version. */
export const Standing = ({ profile, home, fields }: Props) => (
  <Notice kind="care" title={m["people.edit.stale.title"]()}>
    <p>{m["people.edit.stale.text"]()}</p>
    <dl>
      {profileFields
        .filter((field) => fields.includes(field))
        .map((field) => (
          <div>
            <dt class="font-semibold">{m[`people.${field}.label`]()}</dt>
            <dd class="whitespace-pre-line">
              {valueOf(field, profile, home) || m["people.edit.stale.nothing"]()}
            </dd>
          </div>
        ))}
    </dl>
  </Notice>
);

function valueOf(field: keyof Profile, profile: Profile, home: string): string {
  if (field === "settlement_code") return home;
  if (field === "occupation") return m[`people.occupation.${profile.occupation}`]();
  if (field === "speaks") return formatList(profile.speaks.map(nameOfTongue));
  if (field === "language") return m[`people.speaks.${profile.language}`]();
  return profile[field] ?? "";
}
