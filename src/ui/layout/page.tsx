import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { m } from "../../platform/i18n/words.ts";
import { ErrorSummary, type ErrorItem } from "../error-summary/error-summary.tsx";
import { Link } from "../link/link.tsx";
import { BottomBar, StaffBar } from "../navigation/navigation.tsx";
import { Footer } from "./footer.tsx";
import { Head } from "./head.tsx";
import { Header } from "./header.tsx";
import { PageContext } from "./page-context.ts";

type Props = {
  /** The page's name: in the browser's tab and, unless a banner stands there, as its heading. */
  title: string;
  description?: string | undefined;
  /** One or two sentences below the heading. */
  lead?: ComponentChildren;
  /** Text is a column to read, wide is for lists and pictures. */
  width?: "text" | "wide";
  back?: { href: string; text?: string } | undefined;
  /** What to mend on this page; shown on top and told in the title. */
  errors?: readonly ErrorItem[];
  /** Stands across the whole window instead of the heading, as on the home page; brings its own `h1`. */
  banner?: ComponentChildren;
  robots?: string;
  /** True on pages that answer nothing (no connection, an error): what was typed before is kept. */
  unanswered?: boolean;
  children?: ComponentChildren;
};

/** The whole document around what a page says. */
export const Page = ({ title, description, robots, banner, unanswered, ...rest }: Props) => {
  const { language, navigation, viewer } = useContext(PageContext);
  const staff = navigation.staff.length > 0;
  const wrong = rest.errors && rest.errors.length > 0;
  return (
    <html lang={language} dir="ltr">
      <Head
        title={wrong ? m["ui.errors.page"]({ title }) : title}
        description={description}
        robots={robots}
      />
      <body data-unanswered={unanswered ? "" : undefined} data-viewer={viewer?.mark}>
        <a class="skip" href="#main">
          {m["ui.page.skip"]()}
        </a>
        <Header />
        <div class={staff ? "frame frame-staff" : "frame"}>
          {staff && <StaffBar groups={navigation.staff} />}
          <main id="main" tabindex={-1}>
            {banner}
            <Inside title={banner ? undefined : title} {...rest} />
          </main>
        </div>
        <Footer />
        <BottomBar items={navigation.main} />
      </body>
    </html>
  );
};

type InsideProps = Pick<Props, "lead" | "width" | "back" | "errors" | "children"> & {
  title: string | undefined;
};

const Inside = ({ title, lead, width = "text", back, errors, children }: InsideProps) => (
  <div class={width === "wide" ? "content" : "content content-text"}>
    {back && (
      <p class="back no-print">
        <Link href={back.href} icon="back">
          {back.text ?? m["ui.page.back"]()}
        </Link>
      </p>
    )}
    {errors && errors.length > 0 && <ErrorSummary items={errors} />}
    {title && (
      <div class="page-head">
        <h1>{title}</h1>
        {lead && <div class="lead">{lead}</div>}
      </div>
    )}
    <div class="stack">{children}</div>
  </div>
);
