import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { PostName } from "../rules/posts.ts";

/** A post as pages show it, in their language. */
export type PostLine = {
  id: string;
  post: PostName;
  where: { text: string; lang?: "kk" | "ru" | "en"; slug?: string };
  since: Date;
  last_day: string | null;
  zone: string;
  held: boolean;
  soon: boolean;
};

/** Posts of one person: which, where, since when and how long, each leading to its own page. */
export const HeldPosts = ({ posts }: { posts: PostLine[] }) => (
  <ul class="mt-2 grid gap-3">
    {posts.map((each) => (
      <li>
        <a href={href(`/posts/${each.id}`)}>{m[`members.post.${each.post}`]()}</a>
        <span lang={each.where.lang}>
          {": "}
          {each.where.text}
        </span>
        <p class="text-soft">
          {m["members.posts.since"]({ date: formatDate(each.since, { zone: each.zone }) })}
          {" · "}
          <Term {...each} />
        </p>
      </li>
    ))}
  </ul>
);

type TermProps = Pick<PostLine, "last_day" | "soon"> & {
  /** Beside a label that says what the day is. */
  bare?: boolean;
};

/** How long a post lasts, marked where its end is near. */
export const Term = ({ last_day, soon, bare = false }: TermProps) => {
  if (last_day === null) return <>{m["members.posts.no_term"]()}</>;
  const date = formatDate(last_day);
  const term = bare ? date : m["members.posts.last_day"]({ date });
  return soon ? <strong class="text-base-content">{m["members.posts.soon"]({ term })}</strong> : <>{term}</>;
};
