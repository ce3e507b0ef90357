export type Place = { code: string; name: string; inside: string; lang?: string };

type Listbox = {
  /** Lists these places below the field, or closes the list when there are none. */
  show: (places: readonly Place[]) => void;
  close: () => void;
};

/** Makes a field an ARIA combobox: a list below it, moved through by arrows, chosen from by Enter or a tap. */
export function listbox(input: HTMLInputElement, name: string, choose: (place: Place) => void): Listbox {
  const list = drawList(input, name);
  let places: readonly Place[] = [];
  let active = -1;

  const open = (yes: boolean) => {
    list.hidden = !yes;
    set(input, { "aria-expanded": yes });
    point(-1);
  };
  const point = (index: number) => {
    active = index;
    for (const [at, option] of [...list.children].entries()) set(option, { "aria-selected": at === index });
    const option = list.children[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    set(input, { "aria-activedescendant": option.id });
    option.scrollIntoView({ block: "nearest" });
  };
  const take = (place: Place | undefined) => {
    if (!place) return false;
    open(false);
    choose(place);
    return true;
  };
  const step = (by: number) => {
    if (places.length === 0) return false;
    const next = list.hidden ? 0 : (Math.max(active, by > 0 ? -1 : 0) + by + places.length) % places.length;
    if (list.hidden) open(true);
    point(next);
    return true;
  };
  const keys: Record<string, () => boolean> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => !list.hidden && take(places[active]),
    Escape: () => {
      const was = !list.hidden;
      open(false);
      return was;
    },
  };

  open(false);
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && keys[event.key]?.()) event.preventDefault();
  });
  input.addEventListener("blur", () => open(false));
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest("[role=option]");
    take(places[[...list.children].findIndex((each) => each === option)]);
  });

  return {
    show: (found) => {
      places = found;
      list.replaceChildren(...found.map((place, index) => drawOption(place, `${name}-option-${index}`)));
      open(found.length > 0);
    },
    close: () => open(false),
  };
}

function drawList(input: HTMLInputElement, name: string): HTMLElement {
  const list = make("ul", "place-list", {
    role: "listbox",
    id: `${name}-list`,
    "aria-label": input.labels?.[0]?.textContent ?? name,
  });
  // A tap must not take the focus, or the list would close before it is chosen from.
  for (const press of ["pointerdown", "mousedown"])
    list.addEventListener(press, (event) => event.preventDefault());
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
  input.parentElement?.after(list);
  return list;
}

function drawOption(place: Place, id: string): HTMLElement {
  const option = make("li", "", { role: "option", id, "aria-selected": false });
  const name = make("span", "", place.lang ? { lang: place.lang } : {});
  const inside = make("small", "", {});
  name.textContent = place.name;
  inside.textContent = place.inside;
  option.append(name, inside);
  return option;
}

type Attributes = Record<string, string | boolean>;

export function make(tag: string, className: string, attributes: Attributes): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  set(element, attributes);
  return element;
}

function set(element: Element, attributes: Attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
