import { listbox, make, type Place } from "./listbox.island.ts";

type Props = { name: string; address: string; found: string; none: string };

/** Long enough not to ask at each letter on a slow line, short enough to feel at once. */
const pause = 200;
const shortest = 2;

/** Opens the list of places while one types; where the line fails, the search button comes back. */
export function enhance(element: HTMLElement, given: unknown) {
  const props = given as Props;
  const input = element.querySelector<HTMLInputElement>("input.input");
  const button = element.querySelector<HTMLButtonElement>("button[name=find]");
  if (!input || !button) return;

  const code = codeOf(element, props.name);
  const status = make("p", "place-status", { role: "status" });
  const list = listbox(input, props.name, (place) => {
    code.choose(place.code);
    input.value = place.name;
    status.textContent = `${place.name}, ${place.inside}`;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  element.append(status);
  status.textContent = code.described;

  const show = (places: readonly Place[]) => {
    button.remove();
    list.show(places);
    status.textContent =
      places.length > 0 ? props.found.replace("{count}", String(places.length)) : props.none;
  };
  const ask = asker(props.address, show, () => {
    list.close();
    input.after(button);
  });
  button.remove(); // out of the page, not only hidden: Enter would press it
  input.addEventListener("input", () => {
    code.choose("");
    status.textContent = "";
    const query = input.value.trim();
    if (query.length < shortest) list.close();
    ask(query);
  });
}

/** Asks the server after a pause, only for the last thing typed. */
function asker(address: string, show: (places: readonly Place[]) => void, fail: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  const ask = async (query: string, { signal }: AbortController) => {
    try {
      const url = `${address}?q=${encodeURIComponent(query)}`;
      const answer = await fetch(url, { signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { places } = (await answer.json()) as { places: Place[] };
      if (!signal.aborted) show(places);
    } catch {
      if (!signal.aborted) fail();
    }
  };
  return (query: string) => {
    clearTimeout(timer);
    asking?.abort();
    if (query.length < shortest) return;
    const controller = (asking = new AbortController());
    timer = setTimeout(() => void ask(query, controller), pause);
  };
}

/** Carries the chosen code in the form. A list the server has drawn stays until something else is typed or chosen. */
function codeOf(element: HTMLElement, name: string) {
  const drawn = element.querySelector("fieldset");
  const radios = element.querySelectorAll<HTMLInputElement>("input[type=radio]");
  const [only] = radios;
  const chosen = radios.length === 1 && only?.checked ? only : undefined;
  const code = make("input", "", { type: "hidden", name, "data-kept": "" }) as HTMLInputElement;
  code.disabled = drawn !== null;
  element.append(code);
  const choose = (value: string) => {
    drawn?.remove();
    code.disabled = false;
    code.value = value;
  };
  const place = chosen?.closest("label")?.querySelector("span");
  const described = place ? [...place.children].map((part) => part.textContent).join(", ") : "";
  if (chosen) choose(chosen.value);
  return { choose, described };
}
