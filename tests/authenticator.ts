import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What a page asks a device to do, as far as this device reads it. */
type Options = { challenge: string; rp?: { id: string }; rpId?: string };

export type Device = {
  create: (options: Options) => string;
  get: (options: Options) => string;
};

/** A device that makes one passkey and signs with it, by the rules of WebAuthn: ES256, no attestation. */
export function device(origin: string): Device {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let counter = 0;
  const told = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const data = (rpId: string, flags: number, more: Buffer[] = []) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE((counter += 1));
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, ...more]);
  };
  const answer = (response: Record<string, unknown>) =>
    JSON.stringify({
      id: id.toString("base64url"),
      rawId: id.toString("base64url"),
      type: "public-key",
      clientExtensionResults: {},
      response,
    });

  return {
    create: ({ challenge, rp }) => {
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      // COSE, RFC 9053: an elliptic key (1: 2), ES256 (3: -7), on P-256 (-1: 1), with its two coordinates.
      const key = Buffer.concat([
        Buffer.from("a50102032620012158", "hex"),
        Buffer.from([32]),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const present = 0x01 | 0x40;
      const made = data(rp?.id ?? "", present, [Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        Buffer.from([0x58, made.length]),
        made,
      ]);
      return answer({
        clientDataJSON: told("webauthn.create", challenge).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      });
    },
    get: ({ challenge, rpId }) => {
      const signed = data(rpId ?? "", 0x01);
      const client = told("webauthn.get", challenge);
      const signature = sign("sha256", Buffer.concat([signed, sha256(client)]), privateKey);
      return answer({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: signed.toString("base64url"),
        signature: signature.toString("base64url"),
      });
    },
  };
}

const sha256 = (data: Buffer | string): Buffer => createHash("sha256").update(data).digest();
