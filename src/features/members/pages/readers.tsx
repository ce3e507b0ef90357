import { formatList } from "../../../platform/i18n/format.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { HubLine } from "../present.ts";

export type ReaderLine = {
  names: string[];
} & (
  | {
      post: "coordinator" | "national_coordinator" | "administrator";
      reads: "everything" | "one_line" | "nothing";
    }
  | { post: "safeguarding_focal_point"; reads: "consents" | "one_line" | "nothing" }
);

type Props = { hubs: { hub: HubLine; readers: ReaderLine[] }[]; whose: "mine" | "theirs" };

/** Who may see a member, in plain words: what the policy answers, post by post. */
export const Readers = ({ hubs, whose }: Props) => (
  <section aria-labelledby="readers">
    <h2 id="readers">{m[`members.readers.title.${whose}`]()}</h2>
    {hubs.map(({ hub, readers }) => (
      <>
        {hubs.length > 1 && (
          <h3 class="mt-3" lang={hub.lang}>
            {hub.name}
          </h3>
        )}
        <ul class="mt-3 list-disc ps-5">
          {readers.map(({ names, ...reader }) => (
            <li>
              {sentenceOf(reader)}
              {reader.reads !== "nothing" && names.length > 0 && (
                <> {m["members.readers.names"]({ names: formatList(names) })}</>
              )}
            </li>
          ))}
        </ul>
      </>
    ))}
    <p class="mt-3">
      {hubs.length > 0 ? m[`members.readers.nobody_else.${whose}`]() : m["members.readers.nobody"]()}
    </p>
  </section>
);

const sentenceOf = (reader: Omit<ReaderLine, "names">): string =>
  m[`members.readers.${reader.post}.${reader.reads}` as Sentence]();

type Sentence =
  | `members.readers.${"coordinator" | "national_coordinator" | "administrator"}.${"everything" | "one_line" | "nothing"}`
  | `members.readers.safeguarding_focal_point.${"consents" | "one_line" | "nothing"}`;
