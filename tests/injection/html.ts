import { type DefaultTreeAdapterMap, parse } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
export type Element = DefaultTreeAdapterMap["element"];

/** A page taken apart as a browser does it. */
export type Parsed = { elements: Element[]; texts: string[]; comments: string[] };

export function parsed(html: string): Parsed {
  const nodes = [...below(parse(html))];
  return {
    elements: nodes.filter(isElement),
    texts: nodes.flatMap((node) => ("value" in node && isShown(node) ? [node.value] : [])),
    comments: nodes.flatMap((node) => (node.nodeName === "#comment" && "data" in node ? [node.data] : [])),
  };
}

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

/** Every element below one. */
export const within = (element: Element): Element[] => [...below(element)].filter(isElement);

export const textOf = (element: Element): string =>
  [...below(element)].map((node) => ("value" in node ? node.value : "")).join("");

const isElement = (node: Node): node is Element => "tagName" in node;

const isShown = (node: DefaultTreeAdapterMap["textNode"]): boolean =>
  !["script", "style"].includes(node.parentNode?.nodeName ?? "");

function* below(node: Node): Generator<Node> {
  const inside = "content" in node ? [node.content] : "childNodes" in node ? node.childNodes : [];
  for (const each of inside) {
    yield each;
    yield* below(each);
  }
}
