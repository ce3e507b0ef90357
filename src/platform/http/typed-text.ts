import type { FastifyInstance } from "fastify";

/** Signs that nobody sees and that turn the letters after them around: they exist to make a text look like another. */
const turning = "\u202A-\u202E\u2066-\u2069";
// Control characters but the end of a line; PostgreSQL refuses one of them.
const untyped = new RegExp(`[^\\P{Cc}\\n]|[${turning}]`, "gu");

/** A text as people type it: whole letters, one kind of line end, and nothing that no keyboard types. */
export const typedText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, "\n").replaceAll("\t", " ").replace(untyped, "");

/** Brings every answer of a form, an address and its query into that one form, before any feature reads it. */
export function readAsTyped(app: FastifyInstance): void {
  app.addHook("preValidation", async (request) => {
    request.params = asTyped(request.params);
    request.query = asTyped(request.query);
    request.body = asTyped(request.body);
  });
}

/** Forms are flat: texts, and lists of texts. What lies deeper is no form, and no route of ours takes it. */
function asTyped(sent: unknown): unknown {
  if (typeof sent === "string") return typedText(sent);
  if (typeof sent !== "object" || sent === null || Buffer.isBuffer(sent)) return sent;
  if (Array.isArray(sent)) return sent.map(oneOf);
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, listOrOne(value)]));
}

const listOrOne = (value: unknown): unknown => (Array.isArray(value) ? value.map(oneOf) : oneOf(value));
const oneOf = (value: unknown): unknown => (typeof value === "string" ? typedText(value) : value);
