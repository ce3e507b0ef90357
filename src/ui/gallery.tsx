import type { Example } from "./example.ts";
import { examples as button } from "./button/button.examples.tsx";
import { examples as card } from "./card/card.examples.tsx";
import { examples as choice } from "./choice/choice.examples.tsx";
import { examples as date } from "./date/date.examples.tsx";
import { examples as errorSummary } from "./error-summary/error-summary.examples.tsx";
import { examples as chart } from "./chart/chart.examples.tsx";
import { examples as dialog } from "./dialog/dialog.examples.tsx";
import { examples as empty } from "./empty/empty.examples.tsx";
import { examples as facts } from "./facts/facts.examples.tsx";
import { examples as file } from "./file/file.examples.tsx";
import { examples as form } from "./form/form.examples.tsx";
import { examples as hero } from "./hero/hero.examples.tsx";
import { examples as map } from "./map/map.examples.tsx";
import { examples as stat } from "./stat/stat.examples.tsx";
import { examples as state } from "./state/state.examples.tsx";
import { examples as placeSearch } from "./place-search/place-search.examples.tsx";
import { examples as link } from "./link/link.examples.tsx";
import { examples as motif } from "./motif/motif.examples.tsx";
import { examples as notice } from "./notice/notice.examples.tsx";
import { examples as passkey } from "./passkey/passkey.examples.tsx";
import { examples as phone } from "./phone/phone.examples.tsx";
import { examples as pocketCard } from "./pocket-card/pocket-card.examples.tsx";
import { examples as poster } from "./poster/poster.examples.tsx";
import { examples as qr } from "./qr/qr.examples.tsx";
import { examples as steps } from "./steps/steps.examples.tsx";
import { examples as table } from "./table/table.examples.tsx";
import { examples as text } from "./text/text.examples.tsx";
import { Page } from "./layout/page.tsx";

/** Every component with its examples, by the name of its folder. */
export const components: Record<string, Example[]> = {
  motif,
  button,
  link,
  text,
  choice,
  date,
  phone,
  file,
  "place-search": placeSearch,
  form,
  "error-summary": errorSummary,
  notice,
  card,
  table,
  facts,
  steps,
  stat,
  state,
  empty,
  dialog,
  map,
  chart,
  hero,
  qr,
  "pocket-card": pocketCard,
  poster,
  passkey,
};

/** The page that shows the whole kit; for those who build, so it is in nobody's navigation. */
export const Gallery = () => (
  <Page title="UI" width="wide" robots="noindex">
    {Object.entries(components).map(([name, examples]) => (
      <section class="stack" aria-labelledby={`part-${name}`}>
        <h2 id={`part-${name}`}>{name}</h2>
        {examples.map((example) => (
          <div class="stack">
            <h3 class="text-base text-soft">{example.name}</h3>
            {example.draw()}
          </div>
        ))}
      </section>
    ))}
  </Page>
);
