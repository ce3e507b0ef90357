// The whole of what a public page runs: finds the islands on the page and loads only those.

type Island = { enhance: (element: HTMLElement, props: unknown) => void };

const islands: Record<string, () => Promise<Island>> = {
  "keep-typing": () => import("./ui/form/keep-typing.island.ts"),
  "place-search": () => import("./ui/place-search/place-search.island.ts"),
};

async function start() {
  const found = [...document.querySelectorAll<HTMLElement>("[data-island]")];
  const loaded = await Promise.all(found.map((element) => islands[element.dataset["island"] ?? ""]?.()));
  // From the inside out: a form puts words back only after its fields have become what they will be.
  for (let index = found.length - 1; index >= 0; index--)
    loaded[index]?.enhance(found[index] as HTMLElement, JSON.parse(found[index]?.dataset["props"] ?? "null"));
}

/** What was sent from an earlier page is forgotten once this page has answered it. */
async function tidy() {
  if (Object.keys(sessionStorage).length === 0) return;
  (await import("./ui/form/keep-typing.island.ts")).tidy();
}

// Without the islands every page still works, so a lost chunk or a closed store is no reason to complain.
start()
  .then(tidy)
  .catch(() => undefined);

// Whoever has this browser next must find nothing of what was typed, sent or not.
addEventListener("submit", ({ target }) => {
  if ((target as HTMLFormElement).action.endsWith("/sign-out")) sessionStorage.clear();
});

addEventListener("load", () => {
  navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
});
