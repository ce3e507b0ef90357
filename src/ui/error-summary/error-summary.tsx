import { m } from "../../platform/i18n/words.ts";
import { Icon } from "../icon/icon.tsx";

export type ErrorItem = { href: string; text: string };

/** What to mend, on top of the page, each line leading to its field; takes the focus when the page opens. */
export const ErrorSummary = ({ items }: { items: readonly ErrorItem[] }) => (
  <div class="error-summary" role="alert" tabindex={-1} autofocus>
    <h2 class="flex gap-2 text-lg">
      <Icon name="warning" />
      {m["ui.errors.title"]()}
    </h2>
    <ul>
      {items.map((item) => (
        <li>
          <a href={item.href}>{item.text}</a>
        </li>
      ))}
    </ul>
  </div>
);
