import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";

type Props = { samples: { id: string; name: string; sentence: () => string }[] };

/** Everybody one can be on a sample hub, one click each. */
export const Samples = ({ samples }: Props) => (
  <section class="stack" aria-labelledby="samples">
    <h2 id="samples">{m["accounts.sample.title"]()}</h2>
    <p>
      {m["accounts.sample.lead"]()} <a href={href("/outbox")}>{m["accounts.sample.outbox"]()}</a>
    </p>
    <ul class="grid gap-3">
      {samples.map(({ id, name, sentence }) => (
        <li class="card flex-row items-center justify-between gap-4 py-3">
          <div class="min-w-0">
            <h3>{name}</h3>
            <p class="text-soft">{sentence()}</p>
          </div>
          <form method="post" action={href("/sample/sign-in")}>
            <input type="hidden" name="person" value={id} />
            <Button kind="plain" aria-label={m["accounts.sample.enter_as"]({ name })}>
              {m["accounts.sample.enter"]()}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  </section>
);

/** On a sample hub no mail leaves, so whoever waits for a code is told where to read it. */
export const WhereCodesLie = () => (
  <p>
    {m["accounts.sample.code"]()} <a href={href("/outbox")}>{m["accounts.sample.outbox"]()}</a>
  </p>
);
