import { m } from "../i18n/words.ts";

type ActIn<Key> = Key extends `${infer Feature}.act.${infer Name}` ? `${Feature}.${Name}` : never;

/** What can be written into the audit: exactly the acts that have a sentence in every language, `members.join` for one. */
export type Act = ActIn<keyof typeof m>;

type Whose = { whose: "mine" | "theirs" };

const sentences = new Map<string, (about: Whose) => string>(
  Object.entries(m).flatMap(([key, say]) => {
    const [, feature, name] = /^([a-z_]+)\.act\.(.+)$/.exec(key) ?? [];
    return feature && name ? [[`${feature}.${name}`, say as (about: Whose) => string] as const] : [];
  }),
);

/** Every act there is a sentence for, in the order of their names. */
export const acts: string[] = [...sentences.keys()].sort();

/** What was done, in the language being spoken; `mine` when it was done to the reader. */
export function actInWords(act: string, whose: Whose["whose"] = "theirs"): string {
  return sentences.get(act)?.({ whose }) ?? m["audit.unknown_act"]({ act });
}
