import { attribute, type Element, type Parsed, textOf, within } from "./html.ts";

export type Control = {
  name: string;
  kind: string;
  value: string;
  /** Ticked, or the chosen one of a list. */
  chosen: boolean;
  /** The page says that what stands here cannot stand. */
  refused: boolean;
};
export type PaperForm = { method: "GET" | "POST"; action: string; files: boolean; controls: Control[] };

/** The forms of a page as they stand there, so that a field nobody told of is found as well. */
export function formsOf({ elements }: Parsed): PaperForm[] {
  return elements
    .filter((each) => each.tagName === "form")
    .map((form) => ({
      method: attribute(form, "method")?.toUpperCase() === "POST" ? "POST" : "GET",
      action: attribute(form, "action") ?? "",
      files: attribute(form, "enctype") === "multipart/form-data",
      controls: [...within(form), ...elsewhere(elements, form)].flatMap(controlsOf),
    }));
}

/** Fields may stand outside of their form and name it. */
const elsewhere = (elements: Element[], form: Element): Element[] => {
  const id = attribute(form, "id");
  return id === undefined ? [] : elements.filter((each) => attribute(each, "form") === id);
};

function controlsOf(element: Element): Control[] {
  const name = attribute(element, "name");
  if (!name || attribute(element, "disabled") !== undefined) return [];
  const refused = attribute(element, "aria-invalid") === "true";
  const base = { name, value: attribute(element, "value") ?? "", chosen: true, refused };
  if (element.tagName === "textarea") return [{ ...base, kind: "textarea", value: textOf(element) }];
  if (element.tagName === "select") return [{ ...base, kind: "select", value: chosenOption(element) }];
  if (element.tagName !== "input") return [];
  const kind = attribute(element, "type") ?? "text";
  const ticked = attribute(element, "checked") !== undefined;
  return [{ ...base, kind, chosen: kind === "radio" || kind === "checkbox" ? ticked : true }];
}

function chosenOption(select: Element): string {
  const options = within(select).filter((each) => each.tagName === "option");
  const chosen = options.find((each) => attribute(each, "selected") !== undefined) ?? options[0];
  return chosen ? (attribute(chosen, "value") ?? textOf(chosen)) : "";
}

const chosen = ["hidden", "radio", "checkbox", "select", "submit", "button", "date"];
/** A field into which people write what they like; a file's name is written too. */
export const isWritten = ({ kind }: Control): boolean => !chosen.includes(kind);

/** Row after row of the same fields is one field: `partner_3_kk` is `partner_#_kk`. */
export const plainName = (name: string): string => name.replace(/\d+/g, "#");

export type Answers = [name: string, value: string][];

/** What a browser would send: what stands there, and of what is to be chosen the one that is meant, or the first. */
export function readyAnswers({ controls }: PaperForm, meant: Record<string, string>): Answers {
  const answers: Answers = [];
  const groups = new Set(controls.filter((each) => each.kind === "radio").map((each) => each.name));
  for (const { name, kind, value, chosen } of controls)
    if (chosen && kind !== "file") {
      answers.push([name, value]);
      groups.delete(name);
    }
  for (const name of groups)
    answers.push([name, meant[name] ?? controls.find((each) => each.name === name)?.value ?? ""]);
  return answers;
}

/** The fields of a form that take a file. */
export const filesOf = ({ controls }: PaperForm): Set<string> =>
  new Set(controls.filter((each) => each.kind === "file").map((each) => each.name));
