import type { OutgoingHttpHeaders } from "node:http";
import { marksIn } from "./canaries.ts";
import { attribute, type Element, type Parsed, textOf } from "./html.ts";

/** Attributes that only say something: a canary in one of them is a text, as it was written. */
const saying = new Set([
  "value",
  "content",
  "aria-label",
  "title",
  "alt",
  "placeholder",
  "label",
  "data-props",
]);
const leading = new Set([
  "href",
  "src",
  "action",
  "formaction",
  "xlink:href",
  "srcset",
  "data",
  "poster",
  "cite",
]);
const strange = new Set(["iframe", "object", "embed", "base", "frame", "applet", "portal"]);

/** What of a page has come alive that somebody only wrote. A mail, unlike a page, wears its styles itself. */
export const aliveIn = ({ elements, comments }: Parsed, { mail = false } = {}): string[] => [
  ...comments.map((comment) => `a comment: ${comment.slice(0, 80)}`),
  ...elements.flatMap((element) => [...elementFaults(element), ...attributeFaults(element, mail)]),
];

function elementFaults(element: Element): string[] {
  const { tagName } = element;
  const script = tagName === "script" && !isOurs(element);
  const header = tagName === "meta" && attribute(element, "http-equiv") !== undefined;
  const alive =
    strange.has(tagName) || tagName === "style" || script || header || marksIn(tagName).length > 0;
  return alive ? [`an element <${tagName}> ${textOf(element).slice(0, 80)}`] : [];
}

const isOurs = (script: Element): boolean =>
  /^\/assets\/[\w.-]+\.js$/.test(attribute(script, "src") ?? "") && textOf(script) === "";

function attributeFaults({ tagName, attrs }: Element, mail: boolean): string[] {
  const faults = attrs.filter(({ name, value }) => {
    if (/^on/i.test(name) || marksIn(name).length > 0 || (name === "style" && !mail)) return true;
    if (leading.has(name)) return !leadsWell(value);
    return !saying.has(name) && marksIn(value).length > 0;
  });
  return faults.map(({ name, value }) => `<${tagName} ${name}="${value.slice(0, 120)}">`);
}

/** Whether an address leads only where the house leads: what somebody wrote stands in its query, spelt out. */
function leadsWell(address: string): boolean {
  if (/^(mailto|tel):/.test(address)) return true;
  // An app of codes reads the name of an account there, spelt out, and nothing of it leads anywhere.
  if (address.startsWith("otpauth://totp/Dostyq:")) return !/[<>"\s#]|\?.*\?/.test(address);
  if (/[<>"'\s]/.test(address)) return false;
  const path = address.split("?", 1)[0] ?? "";
  return /^(https?:\/\/[\w.:-]+)?(\/(?!\/)|#|$)/.test(path) && marksIn(path).length === 0;
}

/** What of an answer's headers somebody wrote; where it leads may hold it in the query, spelt out. */
export const headerFaults = (headers: OutgoingHttpHeaders): string[] =>
  Object.entries(headers)
    .filter(([name, value]) =>
      name === "location" ? !leadsWell(String(value)) : marksIn(String(value)).length > 0,
    )
    .map(([name, value]) => `${name}: ${String(value).slice(0, 120)}`);

/** Everything of a page that can be read, or heard by those who listen to it. */
export const readableOf = ({ elements, texts }: Parsed): string[] => [
  ...texts,
  ...elements.flatMap(({ attrs }) => attrs.filter(({ name }) => saying.has(name)).map(({ value }) => value)),
];
