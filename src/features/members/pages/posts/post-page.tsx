import { formatDate } from "../../../../platform/i18n/format.ts";
import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../../../../ui/button/button.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import { Fact, Facts } from "../facts.tsx";
import { type PostLine, Term } from "../held-posts.tsx";

type Props = PostLine & {
  name: string;
  given_by: string | null;
  ended_by: string | null;
  own: boolean;
  mayTake: boolean;
  /** Where another term is given, for those who may. */
  again: string | undefined;
  mayList: boolean;
  problem?: "last" | undefined;
  done?: "given" | "prolonged" | "held_already" | undefined;
};

/** One post: who, where, how long, by whom; and what can be done about it. */
export const PostPage = ({ name, given_by, ended_by, mayList, problem, done, ...post }: Props) => (
  <Page
    title={`${m[`members.post.${post.post}`]()}: ${name}`}
    back={
      mayList
        ? { href: href("/posts"), text: m["members.posts.title"]() }
        : { href: href("/me"), text: m["members.me.title"]() }
    }
    errors={problem ? [{ href: "#removal", text: m["members.posts.refused.last"]() }] : []}
    robots="noindex"
  >
    {done && <Notice kind="good">{m[`members.posts.done.${done}`]({ name })}</Notice>}
    <Facts>
      <Fact name={m["members.posts.where"]()}>
        {post.where.slug ? (
          <a href={href(`/hubs/${post.where.slug}`)} lang={post.where.lang}>
            {post.where.text}
          </a>
        ) : (
          <span lang={post.where.lang}>{post.where.text}</span>
        )}
      </Fact>
      <Fact name={m["members.column.since"]()}>{formatDate(post.since, { zone: post.zone })}</Fact>
      <Fact name={post.held ? m["members.posts.until"]() : m["members.posts.ended_on"]()}>
        <Term {...post} bare />
      </Fact>
      {given_by && <Fact name={m["members.posts.given_by"]()}>{given_by}</Fact>}
      {ended_by && <Fact name={m["members.posts.ended_by"]()}>{ended_by}</Fact>}
    </Facts>
    {post.again && (
      <p class="no-print">
        <ButtonLink kind="plain" icon="edit" href={href(post.again)}>
          {post.held ? m["members.posts.other_term"]() : m["members.posts.give_again"]()}
        </ButtonLink>
      </p>
    )}
    {post.mayTake && <Taking {...post} name={name} />}
  </Page>
);

const Taking = ({ id, own, name }: { id: string; own: boolean; name: string }) => (
  <section aria-labelledby="taking" class="no-print">
    <h2 id="taking">{own ? m["members.posts.lay_down"]() : m["members.posts.take"]()}</h2>
    <p class="mt-2">{own ? m["members.posts.lay_down_means"]() : m["members.posts.take_means"]({ name })}</p>
    <form id="removal" method="post" action={href(`/posts/${id}/removal`)} class="mt-4">
      <Button kind="danger">{own ? m["members.posts.lay_down"]() : m["members.posts.take"]()}</Button>
    </form>
  </section>
);
