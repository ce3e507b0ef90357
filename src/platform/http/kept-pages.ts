import { hash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** How long another process may show a public page after this one changed it. */
const freshFor = 5_000;
const mostPages = 500;

type Form = "br" | "gzip" | "identity";
/** `bytes` is a string of one character a byte: Node sends it with the headers in one write, a buffer in two. */
type Ready = { bytes: string; headers: OutgoingHttpHeaders };
type Kept = {
  until: number;
  etag: string;
  html: string;
  ready: Partial<Record<Form, Ready>>;
  headers: OutgoingHttpHeaders;
};

/** The best encoding of ours that a browser takes. */
export function formFor(accept: string | undefined): Form {
  if (!accept) return "identity";
  if (/\bbr\b/.test(accept)) return "br";
  return /\bgzip\b/.test(accept) ? "gzip" : "identity";
}

/** Compresses one page for one visitor: quickly, because it is used once. */
export function pack(html: string, form: Form): Buffer | string {
  if (form === "br") return brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
  return form === "gzip" ? gzipSync(html, { level: 2 }) : html;
}

/** Packs a page that many will read, when the first of them asks. */
function makeReady({ html, headers }: Kept, form: Form): Ready {
  const body =
    form === "br"
      ? brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : form === "gzip"
        ? gzipSync(html, { level: 6 })
        : Buffer.from(html);
  const encoding = form === "identity" ? {} : { "content-encoding": form };
  return {
    bytes: body.toString("latin1"),
    headers: { ...headers, ...encoding, "content-length": body.length },
  };
}

/** Ready answers of public pages for visitors who are not signed in: the same bytes for everybody. */
export class KeptPages {
  readonly #pages = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Answers from memory, before routing; false when the page has to be drawn. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== "GET" || this.#pages.size === 0) return false;
    const kept = this.#pages.get(request.url ?? "");
    if (!kept || kept.until < this.#now() || isPersonal(request)) return false;
    if (request.headers["if-none-match"] === kept.etag) {
      response.writeHead(304, {
        etag: kept.etag,
        "cache-control": kept.headers["cache-control"],
        vary: "cookie, accept-encoding",
      });
      response.end();
      return true;
    }
    const form = formFor(request.headers["accept-encoding"]);
    const { bytes, headers } = (kept.ready[form] ??= makeReady(kept, form));
    response.writeHead(200, headers).end(bytes, "latin1");
    return true;
  }

  /** Keeps a drawn page for its address; not for one with a query, of which anybody can invent any number. */
  keep(url: string, html: string, headers: OutgoingHttpHeaders): void {
    if (url.includes("?")) return;
    if (this.#pages.size >= mostPages) this.#pages.delete(this.#pages.keys().next().value as string);
    const etag = etagOf(html);
    this.#pages.set(url, {
      until: this.#now() + freshFor,
      etag,
      html,
      ready: {},
      headers: { ...headers, etag },
    });
  }

  /** Forgets every page: called after anything was changed. */
  forget(): void {
    this.#pages.clear();
  }
}

export const etagOf = (html: string): string => `"${hash("sha1", html, "base64url")}"`;

/** Whether a request carries a session, so its answer must not come from the shared pages. */
export const isPersonal = (request: IncomingMessage): boolean =>
  request.headers.cookie?.includes("session=") ?? false;
