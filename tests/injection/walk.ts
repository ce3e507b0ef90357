import type { LightMyRequestResponse } from "fastify";
import { languages, splitLanguage } from "../../src/platform/i18n/language.ts";
import { mayOpen } from "../doors.ts";
import { bareOf } from "./headers.ts";
import type { Role, SampleHub } from "../sample-hub.ts";
import type { Visitor } from "../visitor.ts";
import { aliveIn, headerFaults, readableOf } from "./alive.ts";
import { readable } from "./canaries.ts";
import { answersWith, feed } from "./feeding.ts";
import { filesOf, formsOf, type PaperForm } from "./forms.ts";
import { attribute, type Parsed, parsed } from "./html.ts";
import { multipart, withFiles } from "./multipart.ts";
import { routesOf } from "./routes.ts";

/** Somebody who walks through the house with a browser of their own. */
export type Walker = { browser: Visitor; role: Role | "half" };

export type Walk = {
  /** Fields by the number that their canaries carry. */
  fields: string[];
  /** The fields that were written into, by where their form leads. */
  fed: Map<string, Set<string>>;
  /** What came alive, what broke, which answers wore no armour, and the numbers of the fields that could be read. */
  found: { alive: Set<string>; failed: Set<string>; bare: Set<string>; read: Set<number> };
  /** Routes whose page was shown. */
  seen: Set<string>;
  idOf: (field: string) => number;
  turn: () => number;
  routeOf: (form: PaperForm) => string;
  send: (walker: Walker, form: PaperForm, texts: Map<string, string>, ready?: boolean) => Promise<Parsed>;
  wander: (walker: Walker, starts: string[]) => Promise<void>;
};

/** Walks through a house, writes canaries into whatever can be written into, and looks at every answer. */
export function walkThrough(hub: SampleHub): Walk {
  const routeAt = routesOf(hub.app);
  const visited = new Set<string>();
  /** Where the answer to a form leads. */
  const later: string[] = [];
  let turns = 0;

  const walk: Walk = {
    fields: [],
    fed: new Map(),
    found: { alive: new Set(), failed: new Set(), bare: new Set(), read: new Set() },
    seen: new Set(),
    idOf: (field) => {
      if (!walk.fields.includes(field)) walk.fields.push(field);
      return walk.fields.indexOf(field);
    },
    turn: () => (turns += 1),
    routeOf: ({ method, action }) => `${method} ${routeAt(method, action)?.url ?? action}`,
    send,
    wander,
  };

  function look(answer: LightMyRequestResponse, what: string): Parsed {
    const page = parsed(String(answer.headers["content-type"]).includes("html") ? answer.body : "");
    if (answer.statusCode >= 500) walk.found.failed.add(`${what} answered ${answer.statusCode}`);
    for (const fault of bareOf(answer.headers)) walk.found.bare.add(`${what}: ${fault}`);
    for (const fault of [...headerFaults(answer.headers), ...aliveIn(page)])
      walk.found.alive.add(`${what}: ${fault}`);
    for (const text of readableOf(page)) for (const id of readable(text)) walk.found.read.add(id);
    return page;
  }

  /** Opens a page in one language after the other, and goes where it leads. */
  async function open(walker: Walker, address: string): Promise<Parsed> {
    const { path } = splitLanguage(address);
    const answer = await walker.browser.get(`/${languages[walk.turn() % 3]}${path}`);
    const route = routeAt("GET", path)?.url ?? "";
    if (answer.statusCode === 200) walk.seen.add(route);
    const page = look(answer, `GET ${route}`);
    const { location } = answer.headers;
    return location ? open(walker, location) : page;
  }

  async function send(walker: Walker, form: PaperForm, texts: Map<string, string>, ready = false) {
    const answers = answersWith(form, texts, ready);
    const query = new URLSearchParams(answers).toString();
    if (form.method === "GET") return open(walker, `${form.action}?${query}`);
    const sent = form.files
      ? multipart(withFiles(answers, filesOf(form)))
      : { payload: query, headers: { "content-type": "application/x-www-form-urlencoded" } };
    const answer = await walker.browser.ask({ method: "POST", url: form.action, ...sent });
    const page = look(answer, walk.routeOf(form));
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
    if (!route || !isOpenTo(role, String(route.access))) return undefined;
    const asked = [...new URLSearchParams(address.split("?")[1] ?? "").keys()].sort();
    return `${route.url} ${asked.join()} ${route.access === "anyone" ? "" : role}`;
  }

  return walk;
}

const linksOn = ({ elements }: Parsed): string[] =>
  elements.flatMap((each) => {
    const href = each.tagName === "a" ? (attribute(each, "href") ?? "") : "";
    return href.startsWith("/") ? [splitLanguage(href).path] : [];
  });

const isOpenTo = (role: Walker["role"], access: string): boolean =>
  role === "half" ? access === "half" : mayOpen(role, access);
