import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import { TextField } from "../../../../ui/text/text.tsx";

type Problem = "missing" | "not_mail" | "not_latin" | "not_phone" | "nobody" | "oneself";
type Props = { typed: string; people: { id: string; name: string }[]; problem?: Problem };

/** To whom: found by the exact contact they are known by, and where a family shares it, chosen by name. */
export const FindPersonPage = ({ typed, people, problem }: Props) => {
  const error = problem && errorOf(problem);
  return (
    <Page
      title={m["members.posts.give"]()}
      lead={m["members.posts.find_lead"]()}
      back={{ href: href("/posts"), text: m["members.posts.title"]() }}
      errors={error ? [{ href: "#contact", text: error }] : []}
      robots="noindex"
    >
      {people.length > 0 && <Several people={people} />}
      <Form action={href("/posts/new")} kept={false}>
        <TextField
          name="contact"
          label={m["members.posts.contact"]()}
          hint={m["members.posts.contact_hint"]()}
          error={error}
          value={typed}
          required
          inputMode="email"
          autoComplete="off"
          spellcheck={false}
          maxLength={254}
        />
        <Button>{m["members.posts.find"]()}</Button>
      </Form>
      <Notice>{m["members.posts.looked_up"]()}</Notice>
    </Page>
  );
};

const errorOf = (problem: Problem): string =>
  problem === "nobody" || problem === "oneself"
    ? m[`members.posts.refused.${problem}`]()
    : m[`accounts.contact.refused.${problem}`]();

const Several = ({ people }: Pick<Props, "people">) => (
  <section aria-labelledby="several">
    <h2 id="several">{m["members.posts.several"]()}</h2>
    <ul class="mt-3 grid gap-2">
      {people.map(({ id, name }) => (
        <li>
          <a href={href(`/posts/new?person=${id}`)}>{name}</a>
        </li>
      ))}
    </ul>
  </section>
);
