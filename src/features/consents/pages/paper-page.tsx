import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Fact, Facts } from "../../../ui/facts/facts.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { spokenCode } from "../rules/paper-code.ts";
import { mayVoid } from "../rules/papers.ts";
import { PaperCheck } from "./paper-check.tsx";
import { errorsOf, PaperForm, ScanField } from "./paper-form.tsx";
import type { PaperProps, ShownLine } from "./paper-props.ts";

/** One paper: recorded by one member of staff, looked at by a second one. */
export const PaperPage = (props: PaperProps) => {
  const { code, state, hub, person, printed_on, returned, changed, done } = props;
  return (
    <Page
      title={m["consents.paper.title"]({ code: spokenCode(code) })}
      lead={m["consents.paper.about"]({ name: person.name, born: formatDate(person.birth_date) })}
      back={{ href: href(`/hubs/${hub.slug}/papers`), text: m["consents.papers.title"]() }}
      errors={errorsOf(props)}
      robots="noindex"
    >
      {done && <Notice kind="good">{m[`consents.papers.done.${done}`]()}</Notice>}
      {changed && <Notice kind="care">{m["consents.paper.changed"]()}</Notice>}
      {returned !== null && (
        <Notice kind="care" title={m["consents.paper.returned"]()}>
          <p>{returned}</p>
        </Notice>
      )}
      <p class="text-soft">{m[`consents.paper.state.${state}`]({ date: formatDate(printed_on) })}</p>
      <Work {...props} />
      {mayVoid(state) && <VoidForm code={code} />}
    </Page>
  );
};

/** What is to be done with it now. */
const Work = (props: PaperProps) => {
  if (props.editing) return <PaperForm {...props} />;
  if (!props.signed) return null;
  return (
    <>
      <Summary lines={props.lines} signed={props.signed} />
      {props.state === "recorded" && <Recorded {...props} />}
      {props.state === "confirmed" && <Withdrawing {...props} />}
    </>
  );
};

const Recorded = (props: PaperProps) => {
  const { code, recorded_by_reader, scan, problems } = props;
  return (
    <>
      {recorded_by_reader ? <OwnRecord code={code} /> : <PaperCheck {...props} />}
      {(!scan || recorded_by_reader) && (
        <form
          method="post"
          action={href(`/papers/${code}/scan`)}
          encType="multipart/form-data"
          class="form"
          noValidate
        >
          <ScanField problem={problems?.scan} again={scan !== null} required />
          <Button kind={scan ? "plain" : "primary"}>{m["consents.paper.add_scan"]()}</Button>
        </form>
      )}
    </>
  );
};

/** For a guardian who comes to the hub to take an agreement back. */
const Withdrawing = ({ code, lines, scan }: PaperProps) => {
  const standing = lines.filter(({ given_by, stands }) => given_by === "guardian" && stands);
  return (
    <>
      {scan && (
        <p>
          <a href={href(`/papers/${code}/scan/file`)}>{m["consents.paper.open_scan"]()}</a>
        </p>
      )}
      {standing.length > 0 && (
        <details>
          <summary>{m["consents.paper.withdraw_title"]()}</summary>
          <p>{m["consents.paper.withdraw_text"]()}</p>
          {standing.map(({ purpose, title }) => (
            <form method="post" action={href(`/papers/${code}/withdrawal`)} class="mt-3">
              <input type="hidden" name="purpose" value={purpose} />
              <Button kind="danger">{m["consents.given.withdraw"]({ title })}</Button>
            </form>
          ))}
        </details>
      )}
    </>
  );
};

const OwnRecord = ({ code }: { code: string }) => (
  <>
    <Notice>{m["consents.paper.second_needed"]()}</Notice>
    <Buttons>
      <ButtonLink kind="plain" href={href(`/papers/${code}?edit=yes`)}>
        {m["consents.paper.edit"]()}
      </ButtonLink>
    </Buttons>
  </>
);

type SummaryProps = { lines: ShownLine[]; signed: NonNullable<PaperProps["signed"]> };

/** What was recorded from the sheet. */
const Summary = ({ lines, signed }: SummaryProps) => (
  <Facts>
    {lines.map(({ title, given_by, answer }) => (
      <Fact name={given_by === "person" ? m["consents.paper.own_line"]({ title }) : title}>
        {answer && m[`consents.paper.answer.${answer}`]()}
      </Fact>
    ))}
    <Fact name={m["consents.paper.signer"]()}>
      {signed.name} ({m[`consents.relation.${signed.relation}`]()})
    </Fact>
    <Fact name={m["consents.paper.signed_on"]()}>{formatDate(signed.on)}</Fact>
  </Facts>
);

const VoidForm = ({ code }: { code: string }) => (
  <details>
    <summary>{m["consents.paper.void_title"]()}</summary>
    <p>{m["consents.paper.void_text"]()}</p>
    <form method="post" action={href(`/papers/${code}/void`)} class="mt-3">
      <Button kind="danger">{m["consents.paper.void"]()}</Button>
    </form>
  </details>
);
