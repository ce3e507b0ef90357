import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { NextField } from "./next-field.tsx";

type Props = {
  people: { id: string; surname: string; given_name: string }[];
  next: string | undefined;
  problem?: boolean;
};

/** A family shares one contact: which of them is here? */
export const WhoPage = ({ people, next, problem }: Props) => {
  const error = problem ? m["accounts.who.refused.missing"]() : undefined;
  return (
    <Page
      title={m["accounts.who.title"]()}
      lead={m["accounts.who.lead"]()}
      errors={error ? [{ href: "#person", text: error }] : []}
      robots="noindex"
    >
      <Form action={href("/sign-in/who")} kept={false}>
        <Radios
          name="person"
          label={m["accounts.who.label"]()}
          error={error}
          required
          options={people.map(({ id, surname, given_name }) => ({
            value: id,
            text: `${given_name} ${surname}`,
          }))}
        />
        <NextField next={next} />
        <Button>{m["accounts.code.submit"]()}</Button>
      </Form>
      <p>
        {m["accounts.who.another"]()} <a href={href("/join")}>{m["accounts.join"]()}</a>
      </p>
    </Page>
  );
};
