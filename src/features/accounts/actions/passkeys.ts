import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { minutesAfter, terms } from "../rules.ts";
import type { Party } from "../rules/second-factor.ts";
import { holdTurn } from "../store/codes.ts";
import * as store from "../store/passkeys.ts";
import { getSession } from "../store/sessions.ts";
import { type FactorChanged, factorChanged, maySetUp, notRemovable, type Setting } from "./factors.ts";
import { finishSignIn } from "./second-factor.ts";
import type { Holder } from "./sessions.ts";

// It reads certificates of every kind of device, so it is loaded when somebody first uses a passkey.
const webauthn = () => import("@simplewebauthn/server");

/** EdDSA, ES256 and RS256, by their numbers in COSE: what every device of today signs with. */
const supportedAlgorithmIDs = [-8, -7, -257];

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;
type Asked<Options> = { kind: "asked"; options: Options } | { kind: "not_now" };

/** What a browser needs to make a passkey for this session; only the answer to the last such question counts. */
export async function offerKey(
  { db, keys }: Parts,
  who: Setting,
  given: { party: Party; name: string },
  now: Date,
): Promise<Asked<unknown>> {
  const { generateRegistrationOptions } = await webauthn();
  return db.transaction().execute(async (tx) => {
    if (!(await maySetUp(tx, keys, who, now))) return { kind: "not_now" };
    const options = await generateRegistrationOptions({
      rpName: "Dostyq",
      rpID: given.party.id,
      userName: given.name,
      userID: new Uint8Array(Buffer.from(who.id.replaceAll("-", ""), "hex")),
      attestationType: "none",
      excludeCredentials: await store.credentialsOf(tx, who.id),
      authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
      timeout: terms.challenge * 60_000,
      supportedAlgorithmIDs,
    });
    await store.putChallenge(tx, who.session, options.challenge, minutesAfter(now, terms.challenge));
    return { kind: "asked", options };
  });
}

/** Adds the passkey that a browser has just made: from then on it is one of the person's second factors. */
export async function addKey(
  parts: Parts,
  who: Setting,
  given: { party: Party; response: RegistrationResponseJSON; device: string },
  now: Date,
): Promise<FactorChanged> {
  const { verifyRegistrationResponse } = await webauthn();
  return parts.db.transaction().execute(async (tx) => {
    if (!(await maySetUp(tx, parts.keys, who, now))) return { kind: "not_now" };
    const expectedChallenge = await store.takeChallenge(tx, who.session, now);
    if (!expectedChallenge) return { kind: "wrong" };
    const { registrationInfo } = await verifyRegistrationResponse({
      response: given.response,
      expectedChallenge,
      expectedOrigin: given.party.origin,
      expectedRPID: given.party.id,
      requireUserVerification: false,
      supportedAlgorithmIDs,
    }).catch(() => ({ registrationInfo: undefined }));
    if (!registrationInfo) return { kind: "wrong" };
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    const added = await store.addKey(tx, {
      person_id: who.id,
      credential_id: id,
      public_key: Buffer.from(publicKey),
      counter,
      transports: transports ?? [],
      device: given.device,
      added_at: now,
    });
    if (!added) return { kind: "wrong" };
    return { kind: "changed", token: await factorChanged(tx, parts, who, "key_set", now) };
  });
}

/** Removes a passkey of one's own; whoever has a post keeps their last factor. */
export const removeKey = (parts: Parts, who: Actor, id: string, now: Date): Promise<FactorChanged> =>
  parts.db.transaction().execute(async (tx) => {
    const refused = await notRemovable(tx, parts.keys, who, now);
    if (refused) return { kind: refused };
    if (!(await store.dropKey(tx, who.id, id))) return { kind: "unchanged" };
    return { kind: "changed", token: await factorChanged(tx, parts, who, "key_removed", now) };
  });

/** What a browser needs to sign with one of somebody's passkeys. */
export async function askKey({ db }: Parts, half: Holder, party: Party, now: Date): Promise<Asked<unknown>> {
  const { generateAuthenticationOptions } = await webauthn();
  return db.transaction().execute(async (tx) => {
    const allowCredentials = await store.credentialsOf(tx, half.id);
    if (allowCredentials.length === 0) return { kind: "not_now" };
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      allowCredentials,
      userVerification: "preferred",
      timeout: terms.challenge * 60_000,
    });
    await store.putChallenge(tx, half.session, options.challenge, minutesAfter(now, terms.challenge));
    return { kind: "asked", options };
  });
}

export type KeyGiven = { kind: "given"; token: string } | { kind: "wrong" } | { kind: "over" };

/** Finishes signing in by a passkey; nothing of it can be guessed, so tries are not counted. */
export async function giveKey(
  { db, notices }: Parts,
  half: Holder,
  given: { party: Party; response: AuthenticationResponseJSON },
  now: Date,
): Promise<KeyGiven> {
  const { verifyAuthenticationResponse } = await webauthn();
  return db.transaction().execute(async (tx) => {
    await holdTurn(tx, `factor ${half.id}`);
    if (!(await getSession(tx, half.session))) return { kind: "over" };
    const expectedChallenge = await store.takeChallenge(tx, half.session, now);
    const key = await store.lockKey(tx, half.id, given.response.id);
    if (!expectedChallenge || !key) return { kind: "wrong" };
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given.response,
      expectedChallenge,
      expectedOrigin: given.party.origin,
      expectedRPID: given.party.id,
      credential: {
        id: key.credential_id,
        publicKey: new Uint8Array(key.public_key),
        counter: key.counter,
        transports: key.transports,
      },
      requireUserVerification: false,
    }).catch(() => ({ verified: false, authenticationInfo: undefined }));
    if (!verified || !authenticationInfo) return { kind: "wrong" };
    await store.useKey(tx, key.id, authenticationInfo.newCounter, now);
    return { kind: "given", token: await finishSignIn(tx, { notices }, half, "key", now) };
  });
}
