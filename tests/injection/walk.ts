import type { LightMyRequestResponse } from "fastify";
import { languages, splitLanguage } from "../../src/platform/i18n/language.ts";
import { mayOpen } from "../doors.ts";
import type { Role, SampleHub } from "../sample-hub.ts";
import type { Visitor } from "../visitor.ts";
import { aliveIn, readableOf } from "./alive.ts";
import { readable } from "./canaries.ts";
import { answersWith, feed } from "./feeding.ts";
import { formsOf, type PaperForm } from "./forms.ts";
import { attribute, type Parsed, parsed } from "./html.ts";
import { multipart } from "./multipart.ts";

/** Somebody who walks through the house: their browser, and which doors are theirs. */
export type Walker = { browser: Visitor; role: Role | "half" };

export type Walk = ReturnType<typeof walkThrough>;

/** Walks through a house, writes canaries into whatever can be written into, and looks at every answer. */
export function walkThrough(hub: SampleHub) {
  const fields: string[] = [];
  const found = { alive: new Set<string>(), failed: new Set<string>(), read: new Set<number>() };
  const seen = new Set<string>();
  const visited = new Set<string>();
  /** Where the answer to a form leads. */
  const later: string[] = [];
  let turns = 0;
  const turn = () => (turns += 1);

  const idOf = (field: string): number => {
    if (!fields.includes(field)) fields.push(field);
    return fields.indexOf(field);
  };
  const routes = hub.app.guarded
    .map(({ method, url, access }) => ({ method, url, access, pattern: new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`) }))
    .sort((a, b) => a.url.split(":").length - b.url.split(":").length);
  const routeAt = (method: string, address: string) => {
    const path = splitLanguage(address).path.split(/[?#]/, 1)[0] ?? "";
    return routes.find((each) => each.method === method && each.pattern.test(path));
  };

  const routeOf = ({ method, action }: PaperForm): string =>
    `${method} ${routeAt(method, action)?.url ?? action}`;

  /** What every answer of the house is held to. */
  function look(answer: LightMyRequestResponse, what: string): Parsed {
    if (answer.statusCode >= 500) found.failed.add(`${what} answered ${answer.statusCode}`);
    const page = parsed(String(answer.headers["content-type"]).includes("html") ? answer.body : "");
    for (const fault of aliveIn(page)) found.alive.add(`${what}: ${fault}`);
    for (const text of readableOf(page)) for (const id of readable(text)) found.read.add(id);
    return page;
  }

  const count = { n: 0, ms: 0, parse: 0 };
  async function open(walker: Walker, address: string): Promise<Parsed> {
    const { path } = splitLanguage(address);
    const answer = await walker.browser.get(`/${languages[turn() % 3]}${path}`); count.n++;
    const route = routeAt("GET", path)?.url ?? "";
    if (answer.statusCode === 200) seen.add(route);
    const page = look(answer, `GET ${route}`);
    const { location } = answer.headers;
    return location ? open(walker, location) : page;
  }

  async function send(
    walker: Walker,
    form: PaperForm,
    texts: Map<string, string>,
    ready = false,
  ): Promise<Parsed> {
    const answers = answersWith(form, texts, ready);
    const query = new URLSearchParams(answers).toString();
    if (form.method === "GET") return open(walker, `${form.action}?${query}`);
    const sent = form.files
      ? multipart(answers, form)
      : { payload: query, headers: { "content-type": "application/x-www-form-urlencoded" } };
    const answer = await walker.browser.ask({ method: "POST", url: form.action, ...sent });
    const page = look(answer, routeOf(form));
    if (answer.headers.location) later.push(...linksOn(await open(walker, answer.headers.location)));
    for (const each of formsOf(page)) await feed(walk, walker, each);
    return page;
  }

  /** Goes wherever a link leads, to each page once with each kind of question, and feeds every form on the way. */
  async function wander(walker: Walker, starts: string[]): Promise<void> {
    const ahead = [...starts];
    const tried = new Set<string>();
    for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
      const key = keyOf(walker, address);
      if (!key || (!starts.includes(address) && visited.has(key)) || tried.has(address)) continue;
      tried.add(address);
      visited.add(key);
      const page = await open(walker, address);
      for (const form of formsOf(page)) await feed(walk, walker, form);
      ahead.push(...linksOn(page), ...later.splice(0));
    }
  }

  /** One page as somebody sees it, whichever person, place or hub it is about; nothing where it is not open to them. */
  function keyOf({ role }: Walker, address: string): string | undefined {
    const route = routeAt("GET", address);
    if (!route || !isOpenTo(role, route.access)) return undefined;
    const asked = [...new URLSearchParams(address.split("?")[1] ?? "").keys()].sort();
    return `${route.url} ${asked.join()} ${route.access === "anyone" ? "" : role}`;
  }

  const walk = {
    fields, count,
    found,
    seen,
    fed: new Map<string, Set<string>>(),
    idOf,
    turn,
    routeOf,
    open,
    send,
    wander,
    /** Pages that need no word filled into their address. */
    plainPages: () => routes.filter(({ method, url }) => method === "GET" && !url.includes(":")).map(({ url }) => url),
  };
  return walk;
}

const linksOn = ({ elements }: Parsed): string[] =>
  elements.flatMap((each) => {
    const href = each.tagName === "a" ? (attribute(each, "href") ?? "") : "";
    return href.startsWith("/") ? [splitLanguage(href).path] : [];
  });

const isOpenTo = (role: Walker["role"], access: string): boolean =>
  role === "half" ? access === "half" : mayOpen(role, access);
