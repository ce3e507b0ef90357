import { randomUUID } from "node:crypto";
import type { Tx } from "../db/pool.ts";
import { Forbidden } from "../errors.ts";
import type { Jobs } from "../jobs/jobs.ts";
import { type Keys, seal, unseal } from "../keys.ts";
import type { Content, MayWrite, Notice } from "./notice.ts";
import { addNotice, type NoticeRow } from "./store.ts";

export type Notices = {
  /**
   * Writes a notice in the caller's transaction and asks for its delivery: it is sent exactly when the act stands.
   * Throws Forbidden where the house's policy does not let this address be written to.
   */
  send: (tx: Tx, notice: Notice, now: Date) => Promise<void>;
};

/** The way to send notices: content is sealed, and the queue is told its id only. */
export const openNotices = (parts: { jobs: Jobs; keys: Keys; mayWrite: MayWrite }): Notices => ({
  send: async (tx, notice, now) => {
    if (!(await parts.mayWrite(tx, notice))) throw new Forbidden();
    const id = randomUUID();
    const content = JSON.stringify({ kind: notice.kind, data: notice.data });
    await addNotice(tx, {
      id,
      created_at: now,
      kind: notice.kind,
      channel: notice.to.channel,
      recipient: notice.to.address,
      person_id: notice.person,
      language: notice.language,
      until: notice.until ?? null,
      sealed: seal(parts.keys.notices, content, `notice ${id}`),
    });
    await parts.jobs.enqueue(tx, "notices.deliver", { id });
  },
});

/** The content of a notice that has not been wiped. */
export function contentOf(keys: Keys, row: Pick<NoticeRow, "id" | "sealed">): Content | undefined {
  const text = row.sealed && unseal(keys.notices, row.sealed, `notice ${row.id}`);
  return text ? (JSON.parse(text) as Content) : undefined;
}
