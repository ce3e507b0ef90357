import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { HubLine } from "../present.ts";
import { Fact } from "../../../ui/facts/facts.tsx";
import { HeldPosts, type PostLine } from "./held-posts.tsx";
import { History, type HistoryLine } from "./history.tsx";
import { type ReaderLine, Readers } from "./readers.tsx";
import { type Told, ToldFacts } from "./told.tsx";

export type MembershipView = {
  hub: HubLine;
  status: "waiting_for_consent" | "registered" | "volunteer" | "left";
  status_at: Date;
  joined_at: Date;
  /** The last day of waiting. */
  last_day: string | undefined;
  readers: ReaderLine[];
};

type Props = {
  told: Told;
  contacts: string[];
  memberships: MembershipView[];
  posts: PostLine[];
  history: HistoryLine[];
  places: Record<string, string>;
  zone: string;
  /** The hub that was joined just now. */
  joined: string | undefined;
};

/** One's own page: where I stand, what is next, what I told, who reads it. */
export const MePage = ({ told, contacts, memberships, posts, joined, ...rest }: Props) => (
  <Page title={m["members.me.hello"]({ given_name: told.given_name })} robots="noindex">
    {joined && <Notice kind="good">{m["members.me.joined"]({ hub: joined })}</Notice>}
    {posts.length > 0 && <Posts posts={posts} />}
    {memberships.map((membership) => (
      <MembershipCard {...membership} />
    ))}
    <Buttons>
      <ButtonLink kind="plain" href={href("/join/member")}>
        {memberships.length > 0 ? m["members.me.join_more"]() : m["members.join.title"]()}
      </ButtonLink>
    </Buttons>
    <section aria-labelledby="told">
      <h2 id="told">{m["members.me.told"]()}</h2>
      <ToldFacts told={told}>
        <Fact name={m["members.fact.contacts"]()}>{contacts.join(", ")}</Fact>
      </ToldFacts>
      <p class="mt-3">
        <Link href={href("/me/edit")} icon="edit">
          {m["members.me.edit"]()}
        </Link>
      </p>
    </section>
    <Readers hubs={memberships} whose="mine" />
    <p>
      <Link href={href("/me/consents")} icon="done">
        {m["members.me.consents"]()}
      </Link>
    </p>
    <p>
      <Link href={href("/me/clearances")} icon="done">
        {m["protection.own.title"]()}
      </Link>
    </p>
    <p>
      <Link href={href("/protection")} icon="info">
        {m["members.me.protection"]()}
      </Link>
    </p>
    <p>
      <Link href={href("/me/readers")} icon="info">
        {m["audit.readers.title"]()}
      </Link>
    </p>
    <History lines={rest.history} zone={rest.zone} places={rest.places} />
    <section aria-labelledby="account" class="grid gap-3">
      <h2 id="account">{m["members.me.account"]()}</h2>
      <p>
        <Link href={href("/me/security")} icon="me">
          {m["accounts.security.title"]()}
        </Link>
      </p>
      <form method="post" action={href("/sign-out")}>
        <Button kind="plain" icon="exit">
          {m["accounts.sign_out"]()}
        </Button>
      </form>
    </section>
  </Page>
);

const MembershipCard = ({ hub, status, status_at, joined_at, last_day }: MembershipView) => (
  <Card title={<span lang={hub.lang}>{hub.name}</span>}>
    <p class="mt-2">
      <strong>{m[`members.status.${status}`]()}</strong>
      <span class="text-soft">
        {" · "}
        {formatDate(status_at, { zone: hub.zone })}
      </span>
    </p>
    <p class="mt-2">{m[`members.me.${status}.now`]({ consent: hub.consent_age })}</p>
    <p class="mt-2">{m[`members.me.${status}.next`]()}</p>
    {last_day && (
      <p class="mt-2">{m["members.me.waiting_for_consent.until"]({ date: formatDate(last_day) })}</p>
    )}
    {status === "waiting_for_consent" && (
      <div class="mt-3">
        <ButtonLink href={href("/me/consents")}>{m["members.me.name_guardian"]()}</ButtonLink>
      </div>
    )}
    {status !== "left" && (
      <p class="mt-2 text-soft">
        {m["members.me.since"]({ date: formatDate(joined_at, { zone: hub.zone }) })}
      </p>
    )}
    <p class="mt-3">
      <Link href={href(`/hubs/${hub.slug}`)} icon="hubs">
        {m["members.me.hub"]()}
      </Link>
    </p>
  </Card>
);

const Posts = ({ posts }: Pick<Props, "posts">) => {
  const holds = (...any: PostLine["post"][]) => posts.some(({ post }) => any.includes(post));
  return (
    <Card title={m["members.me.posts"]()}>
      <HeldPosts posts={posts} />
      <p class="mt-3 flex flex-wrap gap-x-6 gap-y-2">
        {holds("coordinator", "national_coordinator") && (
          <Link href={href("/people")} icon="people">
            {m["members.people.title"]()}
          </Link>
        )}
        {holds("observer") && (
          <Link href={href("/totals")} icon="totals">
            {m["members.totals.title"]()}
          </Link>
        )}
        <Link href={href("/posts/rights")} icon="info">
          {m["members.rights.title"]()}
        </Link>
      </p>
    </Card>
  );
};
