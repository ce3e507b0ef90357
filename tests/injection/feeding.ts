import { bouquet, canary } from "./canaries.ts";
import { type Answers, type PaperForm, formsOf, isWritten, plainName, readyAnswers } from "./forms.ts";
import type { Walk, Walker } from "./walk.ts";

/** What stands in a form that is sent with one canary only, so that it is taken wherever it can be. */
const plausible: Record<string, string> = {
  surname: "Сейітова",
  given_name: "Аяулым",
  birth_date_day: "1",
  birth_date_month: "2",
  birth_date_year: "2008",
  settlement_code: "113657200",
  city_code: "111010000",
  name_kk: "Екінші хаб",
  name_ru: "Второй хаб",
  name_en: "Second hub",
  speaks: "kk",
  area: "110000000",
  languages: "kk",
  format: "csv",
};

/**
 * Writes into every field of a form that was not written into before: first everything at once, which no form takes; then
 * one canary in each, and what is refused is put right, so that the rest is taken and kept.
 */
export async function feed(walk: Walk, walker: Walker, form: PaperForm): Promise<void> {
  if (form.action.startsWith("#")) return; // an example of the gallery, which leads nowhere
  const route = walk.routeOf(form);
  const fed = walk.fed.get(route) ?? new Set<string>();
  walk.fed.set(route, fed);
  const names = form.controls.filter(isWritten).map((each) => each.name);
  const fresh = names.filter((name) => !fed.has(plainName(name)));
  for (const name of fresh) fed.add(plainName(name));
  if (fresh.length === 0) return;
  const write = (text: (id: number) => string) =>
    new Map(fresh.map((name) => [name, text(walk.idOf(`${route} ${plainName(name)}`))]));
  await walk.send(walker, form, write(bouquet));
  const page = await walk.send(
    walker,
    form,
    write((id) => canary(id, walk.turn())),
    true,
  );
  const again = formsOf(page).find((each) => each.action === form.action);
  const refused = again?.controls.filter((each) => each.refused).map((each) => each.name) ?? [];
  if (!again || refused.length === 0) return;
  const before = new Map(answersWith(form, new Map(), true));
  await walk.send(walker, again, new Map(refused.map((name) => [name, before.get(name) ?? ""])), true);
}

/** The answers a browser would send, with canaries in these fields; `ready` fills in what a form needs to be taken. */
export function answersWith(form: PaperForm, texts: Map<string, string>, ready = false): Answers {
  const names = new Set(form.controls.map((each) => each.name));
  const answers = readyAnswers(form, plausible).filter(([name]) => !texts.has(name));
  const said = new Set(answers.filter(([, value]) => value !== "").map(([name]) => name));
  const needed = Object.entries(ready ? plausible : {}).filter(
    ([name]) => (names.has(name) || names.has(`${name}_query`)) && !texts.has(name) && !said.has(name),
  );
  return [...answers.filter(([name]) => !needed.some(([each]) => each === name)), ...needed, ...texts];
}
