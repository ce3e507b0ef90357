import { audit } from "../../../platform/audit/audit.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { isContactOf } from "../../people/index.ts";
import { confirmCode, takeProof } from "./codes.ts";
import { renewSession } from "./sessions.ts";

/** `token` is this browser's new one, of a session as fresh as a new sign-in. */
export type ProvenAgain =
  { kind: "proven"; token: string } | { kind: "wrong"; left: number } | { kind: "ended" };

/** Somebody signed in shows once more that they hold one of their own contacts, before they change how they sign in. */
export async function proveAgain(
  parts: Pick<FeatureParts, "db" | "keys">,
  who: Actor,
  given: { ticket: string | undefined; code: string },
  now: Date,
): Promise<ProvenAgain> {
  const confirmed = await confirmCode(parts, given, now);
  if (confirmed.kind !== "confirmed") return confirmed;
  return parts.db.transaction().execute(async (tx) => {
    const contact = await takeProof(tx, confirmed.proof, now);
    if (!contact || !(await isContactOf(tx, who.id, contact))) return { kind: "ended" };
    const token = await renewSession(tx, who, now);
    const subject = { kind: "person", id: who.id };
    await audit(tx, { actor: who.id, act: "accounts.prove_again", subject }, now);
    return { kind: "proven", token };
  });
}
