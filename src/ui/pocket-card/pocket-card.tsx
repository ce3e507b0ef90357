import { Mark } from "../motif/motif.tsx";
import { Qr } from "../qr/qr.tsx";
import type { ComponentChildren } from "preact";

type Words = { text: string; lang: string };

type Props = {
  /** The language of what stands on the card. */
  lang: string;
  kind: string;
  name: string;
  hub: Words;
  address: Words;
  /** What to do, the address to open as people type it, and what to do if the card is lost. */
  how: string;
  open: string;
  keep: string;
  /** What must be typed, in the groups in which it is read. */
  groups: readonly string[];
  qr: { text: string; title: string };
};

/** A card for a pocket, 85 × 54 mm like those of banks: whose it is, where it leads and what to type there. */
export const PocketCard = ({ lang, kind, name, hub, address, how, open, keep, groups, qr }: Props) => (
  <article class="pocket-card" data-theme="dostyq" lang={lang}>
    <header>
      <Mark class="pocket-mark" />
      <span>{kind}</span>
    </header>
    <div class="pocket-who">
      <p class="pocket-name">{name}</p>
      <p lang={hub.lang}>{hub.text}</p>
      {address.text && <p lang={address.lang}>{address.text}</p>}
    </div>
    <Qr {...qr} />
    <div class="pocket-code">
      <p>
        {how} <strong>{open}</strong>
      </p>
      <p class="pocket-groups">
        {groups.map((group) => (
          <>
            <span>{group}</span>{" "}
          </>
        ))}
      </p>
      <p>{keep}</p>
    </div>
  </article>
);

/** Cards side by side on A4, to be cut along thin lines; in print nothing else is on the page. */
export const CardSheet = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <section class="sheet card-sheet" aria-label={label}>
    {children}
  </section>
);
