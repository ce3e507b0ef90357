import { formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { TodayGroup, TodayLine } from "../../../platform/today.ts";
import { Button, ButtonLink } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { daysWaited } from "../rules.ts";

type Props = { group: TodayGroup; now: Date };

/** The id of a line's box; the group's name stands in it, so that errors can lead there. */
export const idOf = ({ key }: TodayGroup, index: number): string =>
  `${key.replace(".", "-")}${index === 0 ? "" : `-${index + 1}`}`;

const formOf = ({ key }: TodayGroup): string => `${key.replace(".", "-")}-form`;

/** Things of one kind that wait, each with its act; ticked ones are done together. */
export const Group = ({ group, now }: Props) => {
  const { key, title, lines, count, all, act } = group;
  const several = lines.length > 1 ? act?.several : undefined;
  return (
    <Card title={<Title title={title()} count={count} />} level={3}>
      <ul class="mt-3 grid divide-y divide-line">
        {lines.map((line, index) => (
          <li class="flex flex-wrap items-center justify-between gap-3 py-3">
            <div class="flex min-w-0 flex-1 basis-64 items-start gap-3">
              {several && <Box group={group} line={line} index={index} />}
              <What line={line} now={now} />
            </div>
            <Act group={group} line={line} />
          </li>
        ))}
      </ul>
      {(several || all) && (
        <div class="mt-3 flex flex-wrap items-center gap-4">
          {several && (
            <form method="post" action={href(`/today/${key}`)} id={formOf(group)}>
              <Button>{several()}</Button>
            </form>
          )}
          {all && <Link href={href(all.path)}>{all.text()}</Link>}
        </div>
      )}
    </Card>
  );
};

const Title = ({ title, count: { shown, more } }: { title: string; count: TodayGroup["count"] }) => (
  <>
    {title}
    <span class="text-soft tabular-nums">
      {" · "}
      {more ? m["today.more_than"]({ count: formatNumber(shown) }) : formatNumber(shown)}
    </span>
  </>
);

const nameOf = (line: TodayLine): string => line.about?.map(({ text }) => text).join(", ") ?? line.text();

type LineProps = { group: TodayGroup; line: TodayLine };

/** Belongs to the form of the whole group, which stands below the lines, for forms cannot stand in forms. */
const Box = ({ group, line, index }: LineProps & { index: number }) => (
  <input
    type="checkbox"
    class="checkbox mt-1"
    id={idOf(group, index)}
    name="line"
    value={line.id}
    form={formOf(group)}
    aria-label={m["today.tick"]({ name: nameOf(line) })}
  />
);

const What = ({ line: { about = [], text, soon, at, several }, now }: { line: TodayLine; now: Date }) => (
  <div class="min-w-0 break-words">
    {about.length > 0 && (
      <p class="font-semibold">
        {about.map((each, index) => (
          <>
            {index > 0 && " · "}
            <a href={href(each.path)} lang={each.lang}>
              {each.text}
            </a>
          </>
        ))}
      </p>
    )}
    <p>{text()}</p>
    {soon && <p class="font-semibold text-care">{soon()}</p>}
    <p class="text-soft">
      {m[several ? "today.waits_longest" : "today.waits"]({ days: daysWaited(at, now) })}
    </p>
  </div>
);

/** The one act of a line; its name is told to those who only hear the button. */
const Act = ({ group, line }: LineProps) => {
  if (line.go)
    return (
      <ButtonLink kind="plain" href={href(line.go.path)}>
        {line.go.text()}
      </ButtonLink>
    );
  const words = group.act?.one();
  return words ? (
    <form method="post" action={href(`/today/${group.key}`)}>
      <input type="hidden" name="line" value={line.id} />
      <Button kind="plain" aria-label={`${words}: ${nameOf(line)}`}>
        {words}
      </Button>
    </form>
  ) : null;
};
