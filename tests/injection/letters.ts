import { languages } from "../../src/platform/i18n/language.ts";
import { deriveKeys } from "../../src/platform/keys.ts";
import { deliverNotice } from "../../src/platform/notices/deliver.ts";
import type { Content, NoticeKind } from "../../src/platform/notices/notice.ts";
import { openNotices } from "../../src/platform/notices/send.ts";
import type { TestHub } from "../hub.ts";
import { mailServer } from "../mail-server.ts";

type Data<Kind extends NoticeKind> = Extract<Content, { kind: Kind }>["data"];

/** Every kind of letter with these words wherever a word of somebody's stands. */
const contentsOf = (words: string): { [Kind in NoticeKind]: Data<Kind> } => ({
  code: { code: "407163", minutes: 10 },
  password_changed: { given_name: words, what: "set" },
  factor: { given_name: words, what: "app_set" },
  recovery: { given_name: words, step: "asked", stop: null },
  welcome: { given_name: words, hub: words },
  waiting_for_consent: { given_name: words, hub: words },
  card_made: { given_name: words, hub: words },
  post_given: { given_name: words, post: words, where: words, until: "none", by: words },
  post_term: { given_name: words, post: words, where: words, until: words, by: words },
  post_ended: { given_name: words, post: words, where: words, by: "self" },
  consent_asked: {
    given_name: words,
    child: words,
    hub: words,
    path: "/consent/x",
    again: "no",
    last: "none",
  },
  consent_renewal: {
    given_name: words,
    child: words,
    what: words,
    last: words,
    path: "/consent/x",
    again: "no",
  },
  consent_ending: { given_name: words, what: words, last: words, birthday: "none" },
  consent_waiting: { given_name: words, hub: words, last: words },
  consent_receipt: { given_name: words, child: words, agreed: words, refused: words, withdrawn: words },
  consent_news: { given_name: words, step: "agreed" },
  clearance_ends: { given_name: words, what: "background_check", last_day: words },
});

/** Every letter of the house in every language, as it went over the wire. */
export async function lettersWith(hub: TestHub, to: string, words: string): Promise<string[]> {
  const { url, received } = await mailServer();
  const keys = deriveKeys(hub.settings);
  const notices = openNotices({ jobs: hub.jobs, keys, mayWrite: async () => true });
  const ids = hub.db.selectFrom("platform.notice").select("id").where("recipient", "=", to);
  for (const [kind, data] of Object.entries(contentsOf(words)))
    for (const language of languages) {
      const notice = { kind, data, to: { channel: "mail", address: to }, person: null, language } as const;
      await hub.db.transaction().execute((tx) => notices.send(tx, notice as never, hub.now()));
    }
  for (const { id } of await ids.execute())
    await deliverNotice(hub.db, { ...hub.settings, smtp_url: url }, id, hub.now());
  return received;
}
