import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { barredTags } from "../rules/tasks.ts";

/** What waits until 18 and why, drawn from the rule itself. */
export const TasksPage = () => (
  <Page
    title={m["protection.tasks.title"]()}
    description={m["protection.tasks.description"]()}
    lead={m["protection.tasks.lead"]()}
  >
    <div class="prose">
      <p>{m["protection.tasks.barred"]()}</p>
      <ul>
        {barredTags.map((tag) => (
          <li>{m[`protection.tag.${tag}`]()}</li>
        ))}
      </ul>
      <h2>{m["protection.tasks.why"]()}</h2>
      <p>{m["protection.tasks.why_text"]()}</p>
      <h2>{m["protection.tasks.nobody"]()}</h2>
      <p>{m["protection.tasks.nobody_text"]()}</p>
      <h2>{m["protection.tasks.trips"]()}</h2>
      <p>{m["protection.tasks.trips_text"]()}</p>
      <h2>{m["protection.tasks.open"]()}</h2>
    </div>
    <p>
      <Link href={href("/areas")} icon="next">
        {m["protection.tasks.open_link"]()}
      </Link>
    </p>
  </Page>
);
