import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { TextField } from "../../../ui/text/text.tsx";

type Props = { query?: string | undefined; near?: string | undefined; error?: string | undefined };

/** Asks for a place by its name; works without script. */
export const SearchForm = ({ query, near, error }: Props) => (
  <form method="get" action={href("/places/search")} role="search" class="form">
    <TextField
      name="q"
      type="search"
      label={m["places.search.label"]()}
      hint={m["places.search.hint"]()}
      error={error}
      value={query}
      maxLength={100}
      autoComplete="off"
      spellcheck={false}
      required
    />
    {near && <input type="hidden" name="near" value={near} />}
    <div>
      <Button icon="search">{m["places.search.submit"]()}</Button>
    </div>
  </form>
);
