import { m } from "../../platform/i18n/words.ts";
import { Button, Buttons } from "../button/button.tsx";

type Props = {
  action: string;
  /** What the list is narrowed by and how it is ordered, as its address says it. */
  fields?: Record<string, string>;
};

/** Asks for a list as a file. A form that posts: nothing fetches it ahead, and whoever asks is written down. */
export const ExportForm = ({ action, fields = {} }: Props) => (
  <form class="export-form no-print grid gap-3" method="post" action={action}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <p class="text-soft">{m["ui.export.about"]()}</p>
    <Buttons>
      <Button kind="plain" name="format" value="xlsx">
        {m["ui.export.xlsx"]()}
      </Button>
      <Button kind="plain" name="format" value="csv">
        {m["ui.export.csv"]()}
      </Button>
    </Buttons>
  </form>
);
