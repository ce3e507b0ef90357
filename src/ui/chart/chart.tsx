import type { ComponentChildren } from "preact";
import { m } from "../../platform/i18n/words.ts";

type Props = {
  title: string;
  description: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
};

/** What stands around every plot: its name and finding above, its numbers in a table under a fold. */
export const Chart = ({
  title,
  description,
  head,
  rows,
  children,
}: Props & { children: ComponentChildren }) => (
  <figure class="chart">
    <figcaption>
      <p class="font-semibold">{title}</p>
      <p class="text-soft">{description}</p>
    </figcaption>
    {children}
    <details>
      <summary>{m["ui.chart.numbers"]()}</summary>
      <table class="chart-numbers">
        <thead>
          <tr>
            {head.map((each) => (
              <th scope="col">{each}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{first}</th>
              {others.map((each) => (
                <td>{each}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  </figure>
);

/** The name and finding again inside the picture, for whoever meets it alone. */
export const Named = ({ id, title, description }: { id: string; title: string; description: string }) => (
  <>
    <title id={`${id}-title`}>{title}</title>
    <desc id={`${id}-about`}>{description}</desc>
  </>
);

/** Wires a picture to `Named`. */
export const named = (id: string) => ({
  role: "img" as const,
  "aria-labelledby": `${id}-title`,
  "aria-describedby": `${id}-about`,
});
