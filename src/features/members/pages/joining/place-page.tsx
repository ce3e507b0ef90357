import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { type PlaceOption, PlaceSearch } from "../../../../ui/place-search/place-search.tsx";
import { JoinPage } from "./join-page.tsx";

type Props = {
  query?: string | undefined;
  chosen?: PlaceOption | undefined;
  results?: PlaceOption[] | undefined;
  problem?: boolean;
};

/** Fifth: where somebody lives. */
export const PlacePage = ({ query, chosen, results, problem }: Props) => {
  const error = problem ? m["people.settlement_code.refused.missing"]() : undefined;
  return (
    <JoinPage
      step="place"
      title={m["members.place.title"]()}
      lead={m["members.place.lead"]()}
      begun
      errors={error ? [{ href: "#settlement_code", text: error }] : []}
    >
      <Form action={href("/join/place")}>
        <PlaceSearch
          name="settlement_code"
          label={m["people.settlement_code.label"]()}
          error={error}
          required
          query={query}
          chosen={chosen}
          results={results}
        />
        <Button>{m["members.join.next"]()}</Button>
      </Form>
    </JoinPage>
  );
};
