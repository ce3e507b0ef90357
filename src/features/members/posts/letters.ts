import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { Post } from "../../../platform/http/actor.ts";
import { formatDate } from "../../../platform/i18n/format.ts";
import { isLanguage, type Language, speak } from "../../../platform/i18n/language.ts";
import type { Content } from "../../../platform/notices/notice.ts";
import type { Notices } from "../../../platform/notices/send.ts";
import { addressOf, getPerson, listContacts, type Person } from "../../people/index.ts";
import type { Scope } from "../rules/posts.ts";
import { postName, whereName } from "./words.ts";

type Told = {
  kind: "post_given" | "post_term" | "post_ended";
  person: Person;
  post: Post;
  scope: Scope;
  last_day?: string | null;
  /** Who did it, or `self`. */
  by: string;
};

/** Tells a person at every contact of theirs what became of a post: which, where, until when, by whom. */
export async function tell(tx: Tx, notices: Notices, told: Told, now: Date): Promise<void> {
  const { person } = told;
  const language = isLanguage(person.language) ? person.language : "kk";
  const content = await contentOf(tx, told, language);
  for (const contact of await listContacts(tx, person.id))
    await notices.send(tx, { ...content, person: person.id, language, to: addressOf(contact) }, now);
}

async function contentOf(tx: Tx, told: Told, language: Language): Promise<Content> {
  const { kind, person, last_day } = told;
  const data = {
    given_name: person.given_name,
    post: postName(told.post, language),
    where: await whereName(tx, told.scope, language),
    by: told.by === "self" ? "self" : await nameOf(tx, told.by),
  };
  if (kind === "post_ended") return { kind, data };
  const until = last_day ? speak(language, () => formatDate(last_day)) : "none";
  return { kind, data: { ...data, until } };
}

async function nameOf(tx: Tx, id: string): Promise<string> {
  const { given_name, surname } = found(await getPerson(tx, id));
  return `${given_name} ${surname}`;
}
