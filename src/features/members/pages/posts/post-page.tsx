import { formatDate } from "../../../../platform/i18n/format.ts";
import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../../../../ui/button/button.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import { Fact, Facts } from "../../../../ui/facts/facts.tsx";
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
  done?: "given" | "prolonged" | "held_already" | "taken" | undefined;
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
    <About {...post} given_by={given_by} ended_by={ended_by} />
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

type AboutProps = PostLine & Pick<Props, "given_by" | "ended_by">;

const About = ({ where, since, zone, held, given_by, ended_by, ...term }: AboutProps) => (
  <Facts>
    <Fact name={m["members.posts.where"]()}>
      {where.slug ? (
        <a href={href(`/hubs/${where.slug}`)} lang={where.lang}>
          {where.text}
        </a>
      ) : (
        <span lang={where.lang}>{where.text}</span>
      )}
    </Fact>
    <Fact name={m["members.column.since"]()}>{formatDate(since, { zone })}</Fact>
    <Fact name={held ? m["members.posts.until"]() : m["members.posts.ended_on"]()}>
      <Term {...term} bare />
    </Fact>
    {given_by && <Fact name={m["members.posts.given_by"]()}>{given_by}</Fact>}
    {ended_by && <Fact name={m["members.posts.ended_by"]()}>{ended_by}</Fact>}
  </Facts>
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
