import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";

type Props = { act: "create" | "get"; options: string; failed: string; already: string };

/** Shows the button where the browser knows passkeys, asks the device when it is pressed, and sends what it answers. */
export function enhance(element: HTMLElement, given: unknown) {
  const form = element as HTMLFormElement;
  const props = given as Props;
  const response = form.querySelector<HTMLInputElement>("input[name=response]");
  if (!browserSupportsWebAuthn() || !response) return;
  form.querySelector("[data-without]")?.remove();
  form.querySelector("[hidden]")?.removeAttribute("hidden");
  const status = document.createElement("p");
  status.setAttribute("role", "alert");
  form.append(status);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    status.textContent = "";
    ask(props)
      .then((answer) => {
        response.value = JSON.stringify(answer);
        form.submit();
      })
      .catch((error: Error) => {
        form.removeAttribute("aria-busy");
        status.textContent = error.name === "InvalidStateError" ? props.already : props.failed;
      });
  });
}

async function ask({ act, options }: Props): Promise<unknown> {
  const answer = await fetch(options, { method: "POST", headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const optionsJSON = await answer.json();
  return act === "create" ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
}
