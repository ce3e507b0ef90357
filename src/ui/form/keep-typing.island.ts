import { belongsTo, decide, isOver, mayKeep, type Entry, type Kept } from "./kept.ts";

type Props = { key?: string; restored: string; offline: string; sending: string };
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const prefix = "typed:";
/** A lost answer must not lock a form for ever; sending twice is safe by the operation's number. */
const unlockAfter = 20_000;

/** Keeps what is typed into a form until it is sent, and lets it be sent once at a time. */
export function enhance(element: HTMLElement, given: unknown) {
  const form = element as HTMLFormElement;
  const props = given as Props;
  const say = speaker(form);
  if (props.key !== undefined) keep(form, prefix + props.key, () => say(props.restored));
  sendOnce(form, props, say);
}

/** Forgets what was sent from another page and answered by this one, and what somebody else has left in this browser. */
export function tidy() {
  if (document.body.hasAttribute("data-unanswered")) return;
  const here = [...document.querySelectorAll<HTMLElement>("[data-island=keep-typing]")].map(
    (form) => prefix + (JSON.parse(form.dataset["props"] ?? "{}") as Props).key,
  );
  for (const key of Object.keys(sessionStorage))
    if (
      key.startsWith(prefix) &&
      isOver(read(key) ?? gone, { viewer: viewer(), elsewhere: !here.includes(key) })
    )
      sessionStorage.removeItem(key);
}

function keep(form: HTMLFormElement, key: string, onRestored: () => void) {
  const found = read(key);
  const kept = found && belongsTo(found, viewer()) ? found : undefined;
  const answered = document.querySelector(".error-summary") !== null;
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const redirected = arrival?.type === "navigate" && arrival.redirectCount > 0;
  const act = decide({ kept, answered, redirected });
  if (act === "forget") sessionStorage.removeItem(key);
  if (act === "restore" && kept && restore(form, kept.entries)) onRestored();
  const save = (sent: boolean) => write(key, { entries: collect(form), sent, viewer: viewer() });
  form.addEventListener("input", () => save(false));
  form.addEventListener("change", () => save(false));
  form.addEventListener("submit", (event) => event.defaultPrevented || save(true));
}

function sendOnce(form: HTMLFormElement, props: Props, say: (text: string) => void) {
  const free = () => {
    form.removeAttribute("aria-busy");
    say("");
  };
  // In the capturing phase, so that a form that is not sent is not marked as sent either.
  const check = (event: SubmitEvent) => {
    if (form.hasAttribute("aria-busy")) return event.preventDefault();
    if (!navigator.onLine) {
      event.preventDefault();
      return say(props.offline);
    }
    form.setAttribute("aria-busy", "true");
    say(props.sending);
    setTimeout(free, unlockAfter);
  };
  form.addEventListener("submit", check, true);
  // Coming back by the browser's button finds the page as it was left: busy.
  addEventListener("pageshow", (event) => event.persisted && free());
}

const gone: Kept = { entries: [], sent: true };
const viewer = () => document.body.dataset["viewer"];

const controls = (form: HTMLFormElement) =>
  ([...form.elements] as Control[]).filter((control) =>
    mayKeep({
      type: control.type,
      name: control.name,
      autocomplete: control.autocomplete ?? "",
      disabled: control.disabled,
      kept: control.name === "operation" || control.dataset["kept"] !== undefined,
    }),
  );

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === "radio" || control.type === "checkbox";

function collect(form: HTMLFormElement): Entry[] {
  return controls(form)
    .filter((control) => !isChoice(control) || control.checked)
    .map((control) => [control.name, control.value]);
}

/** Puts the entries back; true where anything a person would see has changed. */
function restore(form: HTMLFormElement, entries: Entry[]): boolean {
  let changed = false;
  for (const control of controls(form)) {
    const values = entries.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isChoice(control)) {
      const checked = values.includes(control.value);
      changed ||= checked !== control.checked;
      control.checked = checked;
    } else if (values[0] !== undefined && values[0] !== control.value) {
      control.value = values[0];
      changed ||= control.type !== "hidden";
    }
  }
  return changed;
}

/** A quiet line at the form's end that screen readers hear. */
function speaker(form: HTMLFormElement) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.className = "form-status";
  form.append(line);
  return (text: string) => {
    line.textContent = text;
  };
}

function read(key: string): Kept | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? "null") as Kept | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, kept: Kept) {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the form works as it did without script.
  }
}
