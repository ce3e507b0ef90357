import { hash } from "node:crypto";

/** An entry with its place in the chain, every value as the text it is hashed as. */
export type Link = {
  position: string;
  sealed_at: string;
  id: string;
  at: string;
  actor_id: string | null;
  act: string;
  subject_kind: string;
  subject_id: string;
  hub_id: string | null;
  personal_hash: string | null;
};

/** What stands before the first seal. */
export const beginning = Buffer.alloc(32);

/** The hash that holds a link to everything before it; README.md tells it to the byte. */
export function sealOf(before: Buffer, link: Link): Buffer {
  const { position, sealed_at, id, at, actor_id, act, subject_kind, subject_id, hub_id, personal_hash } =
    link;
  const told = JSON.stringify([
    position,
    sealed_at,
    id,
    at,
    actor_id,
    act,
    subject_kind,
    subject_id,
    hub_id,
    personal_hash,
  ]);
  return hash("sha256", Buffer.concat([before, Buffer.from(told)]), "buffer");
}

/** The hash by which an entry knows its detail, which may be erased without changing the entry. */
export const detailHash = (salt: Buffer, person: string | null, fields: string): Buffer =>
  hash("sha256", Buffer.concat([salt, Buffer.from(`${person ?? ""}\n${fields}`)]), "buffer");
