import type { ComponentChildren } from "preact";
import { formatDate, formatList } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Fact, Facts } from "../../../ui/facts/facts.tsx";

/** Everything somebody tells about themselves, as words. */
export type Told = {
  surname: string;
  given_name: string;
  patronymic: string | null;
  birth_date: string;
  home: { name: string; lang?: string; inside: string; insideLang?: string } | undefined;
  occupation: string;
  occupation_place: string;
  speaks: string[];
  wishes: string;
};

type Props = {
  told: Told;
  /** Each group of answers leads back to the screen where it was asked. */
  changeable?: boolean;
  /** What is known beside it, above it. */
  children?: ComponentChildren;
};

export const ToldFacts = ({ told, changeable, children }: Props) => (
  <Facts>
    {children}
    <Line name={m["members.fact.name"]()} screen={changeable && "name"}>
      {[told.surname, told.given_name, told.patronymic].filter(Boolean).join(" ")}
    </Line>
    <Line name={m["members.field.birth_date"]()} screen={changeable && "name"}>
      {formatDate(told.birth_date)}
    </Line>
    <Line name={m["members.fact.home"]()} screen={changeable && "place"}>
      {told.home && <Home home={told.home} />}
    </Line>
    <Line name={m["members.fact.occupation"]()} screen={changeable && "life"}>
      {occupationOf(told)}
    </Line>
    <Line name={m["members.field.speaks"]()} screen={changeable && "life"}>
      {formatList(told.speaks.map(tongueOf))}
    </Line>
    <Line name={m["members.fact.wishes"]()} screen={changeable && "life"}>
      <span class="whitespace-pre-line">{told.wishes || m["members.fact.nothing"]()}</span>
    </Line>
  </Facts>
);

type LineProps = { name: string; screen: string | false | undefined; children: ComponentChildren };

const Line = ({ name, screen, children }: LineProps) => (
  <Fact name={name} change={screen && <Change path={`/join/${screen}`} what={name} />}>
    {children}
  </Fact>
);

/** The way back to where something was asked. */
export const Change = ({ path, what }: { path: string; what: string }) => (
  <a href={href(path)}>
    {m["members.check.change"]()}
    <span class="sr-only"> {what}</span>
  </a>
);

export const Home = ({ home }: { home: NonNullable<Told["home"]> }) => (
  <>
    <span lang={home.lang}>{home.name}</span>
    {home.inside && (
      <span class="text-soft" lang={home.insideLang}>
        {", "}
        {home.inside}
      </span>
    )}
  </>
);

const occupations = ["school", "college", "university", "work", "other"] as const;
const tongues = ["kk", "ru", "en", "de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"] as const;

function occupationOf({ occupation, occupation_place }: Told): string {
  const known = occupations.find((each) => each === occupation) ?? "other";
  const what = m[`people.occupation.${known}`]();
  return occupation_place ? `${what}: ${occupation_place}` : what;
}

/** The name of a language somebody speaks. */
export function tongueOf(code: string): string {
  const known = tongues.find((each) => each === code);
  return known ? m[`people.speaks.${known}`]() : code;
}
