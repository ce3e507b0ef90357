import { formatDate, formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { HubLine } from "../../members/index.ts";

type Props = {
  id: string;
  given_name: string;
  hub: HubLine;
  card: { made_at: Date; expires_at: Date; used_at: Date | null } | undefined;
  /** People with posts have no card. */
  onDuty: boolean;
  hasContact: boolean;
  /** Whoever waits for consent has no page that staff may read. */
  hasPage: boolean;
  operation: string;
  done?: "ended" | "contact" | undefined;
  problem?: "over" | "on_duty";
};

/** The card of one person: whether there is one, making one, ending it. */
export const CardPage = ({ id, given_name, hub, card, onDuty, done, problem, ...rest }: Props) => {
  const said = problem ?? (onDuty ? "on_duty" : undefined);
  return (
    <Page
      title={m["desk.card.title"]({ given_name })}
      lead={m["desk.card.lead"]()}
      back={{ href: href(`/desk/${hub.slug}`), text: m["desk.title"]() }}
      robots="noindex"
    >
      {done && <Notice kind="good">{m[`desk.card.${done === "ended" ? "ended" : "contact_kept"}`]()}</Notice>}
      {said && <Notice kind="care">{m[`desk.card.refused.${said}`]()}</Notice>}
      {!onDuty && <MakeCard id={id} hub={hub} card={card} operation={rest.operation} />}
      {card && <EndCard id={id} />}
      <p class="flex flex-wrap gap-x-6">
        {!rest.hasContact && (
          <Link href={href(`/people/${id}/contact`)} icon="edit">
            {m["desk.card.add_contact"]()}
          </Link>
        )}
        <Link href={href(`/people/${id}/birth-date`)} icon="edit">
          {m["desk.birth.link"]()}
        </Link>
        {rest.hasPage && (
          <Link href={href(`/people/${id}`)} icon="me">
            {m["desk.card.person"]()}
          </Link>
        )}
      </p>
    </Page>
  );
};

const MakeCard = ({
  id,
  hub: { zone },
  card,
  operation,
}: Pick<Props, "id" | "hub" | "card" | "operation">) => (
  <Form action={href(`/people/${id}/card`)} id="make" operation={operation} kept={false}>
    {card ? (
      <>
        <p>
          {m["desk.card.live"]({
            made: formatDate(card.made_at, { zone }),
            until: formatDate(card.expires_at, { zone }),
          })}{" "}
          {card.used_at
            ? m["desk.card.used"]({ moment: formatMoment(card.used_at, { zone }) })
            : m["desk.card.unused"]()}
        </p>
        <Button kind="plain">{m["desk.card.make_new"]()}</Button>
        <p class="text-soft">{m["desk.card.replaces"]()}</p>
      </>
    ) : (
      <>
        <p>{m["desk.card.none"]()}</p>
        <Button>{m["desk.card.make"]()}</Button>
      </>
    )}
  </Form>
);

const EndCard = ({ id }: { id: string }) => (
  <Form action={href(`/people/${id}/card/ending`)} id="end" kept={false}>
    <p>{m["desk.card.lost"]()}</p>
    <Button kind="danger">{m["desk.card.end"]()}</Button>
  </Form>
);
