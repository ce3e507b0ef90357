import { createHash, randomBytes } from "node:crypto";

/** A token of 256 random bits: who holds it is let in, so only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token. */
export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();
