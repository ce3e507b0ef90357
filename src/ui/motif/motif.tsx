/** Қошқар мүйіз, the ram's horn of felt work: one pair of horns on a stem, on a field of 48 × 48. */
export const horns =
  "M24 40V26M24 30C24 18 27 10 34 10c6 0 9.5 4 9.5 9 0 5.2-3.8 8.5-8.3 8.5-3.9 0-6.3-2.6-6.3-5.7 0-2.8 2-4.8 4.6-4.8M24 30C24 18 21 10 14 10c-6 0-9.5 4-9.5 9 0 5.2 3.8 8.5 8.3 8.5 3.9 0 6.3-2.6 6.3-5.7 0-2.8-2-4.8-4.6-4.8";

type MarkProps = {
  class?: string;
  /** Lets `MarkAgain` show the same drawing once more without sending it twice. */
  id?: string;
};

/** The mark of Dostyq: four pairs of horns, one for each side of the steppe, around one sun. */
export const Mark = ({ class: more = "size-10 text-sky", id }: MarkProps) => (
  <svg class={`shrink-0 ${more}`} viewBox={field} width="40" height="40" aria-hidden="true" focusable="false">
    <g id={id} stroke="currentColor" fill="none" stroke-width="4.5" stroke-linecap="round">
      {[0, 90, 180, 270].map((turn) => (
        <path d={horns} transform={`rotate(${turn}) translate(-24 -51)`} />
      ))}
      <circle r="5.5" stroke="none" class="fill-sun" />
    </g>
  </svg>
);

/** The mark that stands on this page under `id`, at another size or in another colour. */
export const MarkAgain = ({ class: more, id }: Required<MarkProps>) => (
  <svg class={more} viewBox={field} aria-hidden="true" focusable="false">
    <use href={`#${id}`} />
  </svg>
);

const field = "-44 -44 88 88";

/** A single pair of horns standing on the horizon, with the sun between them: for places where nothing is yet. */
export const Horns = ({ class: more = "w-40" }: { class?: string }) => (
  <svg class={more} viewBox="0 0 160 60" width="160" height="60" aria-hidden="true" focusable="false">
    <circle cx="80" cy="13" r="7" class="fill-sun" />
    <g class="stroke-ornament" fill="none" stroke-width="2.5" stroke-linecap="round">
      <path d={horns} transform="translate(56 12)" />
      <path d="M6 57C40 53 60 55 80 55s40 2 74-3" />
    </g>
  </svg>
);

/** The running ornament under the header and over the footer; drawn by the style sheet. */
export const Band = () => <div class="band" aria-hidden="true" />;
