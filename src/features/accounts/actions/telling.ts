import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import { isLanguage } from "../../../platform/i18n/language.ts";
import type { Content, FactorNews } from "../../../platform/notices/notice.ts";
import type { Notices } from "../../../platform/notices/send.ts";
import { addressOf, getPerson, listContacts } from "../../people/index.ts";

/** Writes to every contact of somebody that their way in was touched: whoever did not do it shall hear of it somewhere. */
export async function tellPerson(
  tx: Tx,
  notices: Notices,
  person: string,
  write: (given_name: string) => Content,
  now: Date,
): Promise<void> {
  const { given_name, language } = found(await getPerson(tx, person));
  for (const contact of await listContacts(tx, person))
    if (isLanguage(language))
      await notices.send(tx, { ...write(given_name), person, language, to: addressOf(contact) }, now);
}

/** The same, of the second factor. */
export const tellOfFactor = (
  tx: Tx,
  notices: Notices,
  person: string,
  what: FactorNews,
  now: Date,
): Promise<void> =>
  tellPerson(tx, notices, person, (given_name) => ({ kind: "factor", data: { given_name, what } }), now);
