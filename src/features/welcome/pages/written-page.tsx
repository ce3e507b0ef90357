import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { PageKey, Written } from "../content.ts";
import { WrittenText } from "./written.tsx";

type Props = { page: PageKey; written: Written; operator: string };

/** A page that is only to be read. */
export const WrittenPage = ({ page, written, operator }: Props) => (
  <Page title={written.title} description={written.description}>
    {page === "privacy" && operator && <Notice>{m["welcome.page.operator"]({ name: operator })}</Notice>}
    <WrittenText html={written.html} />
    {page === "join" && (
      <p>
        <ButtonLink kind="sun" href={href("/join")}>
          {m["welcome.page.join"]()}
        </ButtonLink>
      </p>
    )}
  </Page>
);
