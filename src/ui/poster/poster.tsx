import { m } from "../../platform/i18n/words.ts";
import { Hills } from "../hero/scene.tsx";
import { Icon } from "../icon/icon.tsx";
import { Mark } from "../motif/motif.tsx";
import { Qr } from "../qr/qr.tsx";

type Words = { text: string; lang?: string | undefined };

export type PosterProps = {
  /** The call in every language, the page's own first. */
  calls: readonly { language: string; words: string }[];
  hub: Words;
  address: Words;
  phone: string;
  what: string;
  deeds: readonly string[];
  ages: string;
  consent: string;
  scan: string;
  /** The address in the code, as people type it. */
  typed: string;
  last: string;
  qr: { text: string; title: string };
};

/** A poster on one A4 page: on a phone it is read like any page, in print nothing else is on the paper. */
export const Poster = ({ calls, hub, address, phone, qr, ...words }: PosterProps) => (
  <article class="sheet poster" data-theme="dostyq">
    <div class="poster-inside">
      <Sky calls={calls} />
      <div class="poster-words">
        <div class="poster-hub">
          <h2 lang={hub.lang}>{hub.text}</h2>
          {address.text && (
            <p>
              <Icon name="place" />
              <span lang={address.lang}>{address.text}</span>
            </p>
          )}
          {phone && (
            <p>
              <Icon name="phone" />
              <span>{phone}</span>
            </p>
          )}
        </div>
        <div class="poster-way">
          <p class="poster-scan">{words.scan}</p>
          <Qr {...qr} />
          <p class="poster-typed">
            {words.typed.split(/(?<=\/)/).map((part) => (
              <>
                {part}
                <wbr />
              </>
            ))}
          </p>
        </div>
        <Deeds {...words} />
      </div>
      <p class="poster-last">{words.last}</p>
    </div>
  </article>
);

const Sky = ({ calls }: Pick<PosterProps, "calls">) => (
  <header class="poster-sky">
    <svg
      class="poster-scene"
      viewBox="368 -155 955 555"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <path class="poster-air" d="M0-400h1440v800H0Z" />
      <Hills />
    </svg>
    <p class="poster-brand">
      <Mark class="poster-mark" />
      {m["ui.name"]()}
    </p>
    {calls.map(({ language, words }, index) => (
      <p class={index === 0 ? "poster-call" : "poster-call-too"} lang={index === 0 ? undefined : language}>
        {words}
      </p>
    ))}
  </header>
);

const Deeds = ({ what, deeds, ages, consent }: Pick<PosterProps, "what" | "deeds" | "ages" | "consent">) => (
  <div class="poster-deeds">
    <h3>{what}</h3>
    <ul>
      {deeds.map((deed) => (
        <li>{deed}</li>
      ))}
    </ul>
    <p>
      <strong>{ages}</strong> <span>{consent}</span>
    </p>
  </div>
);
