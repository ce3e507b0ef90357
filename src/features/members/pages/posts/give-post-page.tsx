import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Radios, Select } from "../../../../ui/choice/choice.tsx";
import type { DateParts } from "../../../../ui/date/date-parts.ts";
import { DateField } from "../../../../ui/date/date.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { type PostName, postNames, scopesOf } from "../../rules/posts.ts";
import { HeldPosts, type PostLine } from "../held-posts.tsx";

export type PostProblem =
  | "missing"
  | "not_a_date"
  | "oneself"
  | "not_yours"
  | "too_young"
  | "cannot_hold"
  | "wrong_scope"
  | "unknown_scope"
  | "term_past"
  | "term_too_far"
  | "last";

type Field = "post" | "where" | "last_day";
type Place = { value: string; kind: "hub" | "region" | "country"; text: string; lang?: string };
type Props = {
  id: string;
  name: string;
  given_name: string;
  held: PostLine[];
  posts: PostName[];
  places: Place[];
  fields: { post: string; where: string; last_day: DateParts };
  problems: { [Name in Field]?: PostProblem };
};

/** Which post, where and how long, for somebody who has been found. */
export const GivePostPage = ({ id, name, given_name, held, posts, places, fields, problems }: Props) => {
  const errors = (["post", "where", "last_day"] as const).flatMap((field) => {
    const problem = problems[field];
    return problem ? [{ field, href: `#${field}`, text: sentence(field, problem, fields.post) }] : [];
  });
  const error = (field: Field) => errors.find((each) => each.field === field)?.text;
  return (
    <Page
      title={m["members.posts.give_to"]({ name })}
      back={{ href: href("/posts"), text: m["members.posts.title"]() }}
      errors={errors}
      robots="noindex"
    >
      {held.length > 0 && (
        <section aria-labelledby="held">
          <h2 id="held">{m["members.posts.held"]()}</h2>
          <HeldPosts posts={held} />
        </section>
      )}
      <Form action={href("/posts")} id={`post-${id}`}>
        <input type="hidden" name="person" value={id} />
        <Radios
          name="post"
          label={m["members.posts.post"]()}
          error={error("post")}
          value={fields.post}
          required
          options={posts.map((post) => ({
            value: post,
            text: m[`members.post.${post}`](),
            hint: m[`members.post_means.${post}`](),
          }))}
        />
        <Where places={places} value={fields.where} error={error("where")} />
        <DateField
          name="last_day"
          label={m["members.posts.until"]()}
          hint={m["members.posts.until_hint"]()}
          error={error("last_day")}
          value={fields.last_day}
        />
        <p class="text-soft">{m["members.posts.give_means"]({ given_name })}</p>
        <Button>{m["members.posts.give"]()}</Button>
      </Form>
    </Page>
  );
};

type WhereProps = { places: Place[]; value: string; error: string | undefined };

/** The places there are to choose from; a single one needs no choice. */
const Where = ({ places, value, error }: WhereProps) => {
  const [first, ...others] = places;
  const textOf = ({ kind, text }: Place) => (kind === "country" ? m["members.scope.country"]() : text);
  if (first && others.length === 0)
    return (
      <p id="where">
        {m["members.posts.where"]()}
        {": "}
        <strong lang={first.lang}>{textOf(first)}</strong>
        <input type="hidden" name="where" value={first.value} />
      </p>
    );
  return (
    <Select
      name="where"
      label={m["members.posts.where"]()}
      hint={places.some((each) => each.kind === "region") ? m["members.posts.where_hint"]() : undefined}
      error={error}
      value={value}
      required
      options={places.map((each) => ({ value: each.value, text: textOf(each), lang: each.lang }))}
    />
  );
};

function sentence(field: Field, problem: PostProblem, chosen: string): string {
  if (problem === "missing")
    return field === "post" ? m["members.posts.refused.no_post"]() : m["members.posts.refused.no_place"]();
  const post = postNames.find((each) => each === chosen);
  if (problem === "wrong_scope")
    return m["members.posts.refused.wrong_scope"]({ scopes: post ? scopesOf[post].join("_") : "hub" });
  return m[`members.posts.refused.${problem}`]();
}
