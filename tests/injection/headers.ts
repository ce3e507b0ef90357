import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

type Headers = IncomingHttpHeaders | OutgoingHttpHeaders;

const needed: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "SAMEORIGIN",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
const directives = ["default-src", "script-src", "style-src", "form-action", "base-uri", "frame-ancestors"];

/** What an answer lacks of the armour that every answer wears: nothing of it runs but our own files, nowhere else. */
export function bareOf(headers: Headers): string[] {
  const policy = new Map(
    String(headers["content-security-policy"] ?? "")
      .split(";")
      .map((each) => each.trim().split(" "))
      .map(([name = "", ...sources]) => [name, sources]),
  );
  const loose = [...policy].flatMap(([name, sources]) =>
    sources.filter((each) => !isTight(name, each)).map((each) => `${name} allows ${each}`),
  );
  return [
    ...directives.filter((name) => !policy.has(name)).map((name) => `no ${name}`),
    ...loose,
    ...Object.entries(needed)
      .filter(([name, value]) => headers[name] !== value)
      .map(([name]) => `no ${name}`),
    ...["server", "x-powered-by"].filter((name) => headers[name]).map((name) => `tells its ${name}`),
  ];
}

const isTight = (directive: string, source: string): boolean =>
  source === "'none'" || source === "'self'" || (directive === "img-src" && source === "data:");
