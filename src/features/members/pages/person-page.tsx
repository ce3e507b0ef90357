import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { spacePhone } from "../../../ui/phone/space-phone.ts";
import { Fact } from "../../../ui/facts/facts.tsx";
import { HeldPosts, type PostLine } from "./held-posts.tsx";
import { History, type HistoryLine } from "./history.tsx";
import type { MembershipView } from "./me-page.tsx";
import { Readers } from "./readers.tsx";
import { type Told, ToldFacts } from "./told.tsx";

type Props = {
  id: string;
  told: Told;
  age: number;
  contacts: { kind: "mail" | "phone"; value: string }[];
  memberships: MembershipView[];
  history: HistoryLine[];
  places: Record<string, string>;
  zone: string;
  done: boolean;
  posts: PostLine[];
  /** Nobody gives posts to themselves, nor sets their own birth date right. */
  another: boolean;
};

/** One member as their coordinator meets them. */
export const PersonPage = ({
  id,
  told,
  age,
  contacts,
  memberships,
  posts,
  another,
  done,
  ...rest
}: Props) => (
  <Page
    title={[told.surname, told.given_name, told.patronymic].filter(Boolean).join(" ")}
    lead={m["members.person.age"]({ age })}
    back={{ href: href("/people"), text: m["members.people.title"]() }}
    robots="noindex"
  >
    {done && (
      <Notice kind="good">{m["members.person.volunteer_done"]({ given_name: told.given_name })}</Notice>
    )}
    <Notice>{m["members.person.audited"]()}</Notice>
    {memberships.map((membership) => (
      <MembershipCard id={id} given_name={told.given_name} membership={membership} />
    ))}
    {posts.length > 0 && (
      <Card title={m["members.posts.held"]()}>
        <HeldPosts posts={posts} />
      </Card>
    )}
    {another && (
      <p class="no-print">
        <ButtonLink kind="plain" href={href(`/posts/new?person=${id}`)}>
          {m["members.posts.give"]()}
        </ButtonLink>
      </p>
    )}
    <section aria-labelledby="told">
      <h2 id="told">{m["members.person.told"]()}</h2>
      <ToldFacts told={told}>
        <Fact name={m["members.fact.contacts"]()}>
          <Contacts contacts={contacts} />
        </Fact>
      </ToldFacts>
    </section>
    <p class="no-print flex flex-wrap gap-x-6">
      <Link href={href(`/people/${id}/card`)} icon="file">
        {m["members.person.card"]()}
      </Link>
      {another && (
        <Link href={href(`/people/${id}/birth-date`)} icon="edit">
          {m["desk.birth.link"]()}
        </Link>
      )}
    </p>
    <Readers hubs={memberships} whose="theirs" />
    <History lines={rest.history} zone={rest.zone} places={rest.places} />
  </Page>
);

const Contacts = ({ contacts }: Pick<Props, "contacts">) =>
  contacts.map(({ kind, value }) => (
    <div>
      {kind === "mail" ? (
        <a href={`mailto:${value}`}>{value}</a>
      ) : (
        <a href={`tel:${value}`}>{spacePhone(value)}</a>
      )}
    </div>
  ));

type CardProps = { id: string; given_name: string; membership: MembershipView };

const MembershipCard = ({ id, given_name, membership: { hub, status, status_at, joined_at } }: CardProps) => (
  <Card title={<span lang={hub.lang}>{hub.name}</span>}>
    <p class="mt-2">
      <strong>{m[`members.status.${status}`]()}</strong>
      <span class="text-soft">
        {" · "}
        {formatDate(status_at, { zone: hub.zone })}
      </span>
    </p>
    <p class="mt-2 text-soft">
      {m["members.person.since"]({ date: formatDate(joined_at, { zone: hub.zone }) })}
    </p>
    {status === "registered" && (
      <form method="post" action={href(`/people/${id}/volunteer`)} class="no-print mt-4">
        <input type="hidden" name="hub" value={hub.id} />
        <Button>{m["members.person.make_volunteer"]()}</Button>
        <p class="mt-2 text-soft">{m["members.person.make_volunteer_hint"]({ given_name })}</p>
      </form>
    )}
  </Card>
);
