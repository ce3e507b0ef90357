import { m } from "../../../platform/i18n/words.ts";
import type { Line } from "../present.ts";
import { addressOf } from "./address.ts";

type Props = { who: NonNullable<Line["whom"]>; linked?: boolean };

/** Somebody in an entry: by name and post where they act by one; `linked` leads an administrator to all their entries. */
export const Who = ({ who, linked = false }: Props) => {
  const name = nameOf(who);
  if (who.kind === "system") return <>{name}</>;
  return (
    <span>
      {linked ? <a href={addressOf({ person: who.id })}>{name}</a> : name}
      {who.kind === "staff" &&
        who.posts.map(({ post, hub }) => (
          <span class="block text-soft">
            {m[`members.post.${post}`]()}
            {hub && (
              <span lang={hub.lang}>
                {", "}
                {hub.text}
              </span>
            )}
          </span>
        ))}
    </span>
  );
};

/** How pages and files call somebody in an entry: only whoever acts by a post has a name here. */
export function nameOf(who: Props["who"]): string {
  if (who.kind === "system") return m["audit.who.system"]();
  return who.kind === "staff" ? who.name : m["audit.who.member"]();
}
