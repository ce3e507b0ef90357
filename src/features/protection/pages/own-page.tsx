import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { Line, PastLine } from "../present.ts";
import { Lines } from "./adult-page.tsx";
import { Past } from "./states.tsx";

type Props = {
  code: { id: string; words: string[]; lawyer_checked: boolean };
  lines: Line[];
  past: PastLine[];
  grown: boolean;
  done: "recorded" | "withdrawn" | "signed" | undefined;
};

/** One's own clearances; whoever is not 18 reads why they need none. */
export const OwnPage = ({ code, lines, past, grown, done }: Props) => (
  <Page
    title={m["protection.own.title"]()}
    lead={grown ? m["protection.own.lead"]() : m["protection.own.young"]()}
    back={{ href: href("/me"), text: m["people.edit.me"]() }}
    robots="noindex"
  >
    {done === "signed" && <Notice kind="good">{m["protection.done.signed"]()}</Notice>}
    {grown && <Lines lines={lines} />}
    {grown && <p class="text-soft">{m["protection.own.who_records"]()}</p>}
    <Code code={code} lines={lines} grown={grown} />
    <Past past={past} />
    <p>
      <Link href={href("/protection")} icon="info">
        {m["protection.tasks.title"]()}
      </Link>
    </p>
  </Page>
);

const Code = ({ code, lines, grown }: Pick<Props, "code" | "lines" | "grown">) => {
  const signed = lines.some((line) => line.kind === "code_of_conduct" && line.state === "valid");
  return (
    <section aria-labelledby="code">
      <h2 id="code">{m["protection.kind.code_of_conduct"]()}</h2>
      <ol class="mt-2 grid list-decimal gap-2 ps-6">
        {code.words.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ol>
      {!code.lawyer_checked && <p class="mt-3 text-soft">{m["protection.code.unchecked"]()}</p>}
      {grown && !signed && (
        <form method="post" action={href("/me/clearances/code")} class="mt-4 grid gap-3">
          <input type="hidden" name="code" value={code.id} />
          <p>{m["protection.code.means"]()}</p>
          <div>
            <Button>{m["protection.code.sign"]()}</Button>
          </div>
        </form>
      )}
    </section>
  );
};
