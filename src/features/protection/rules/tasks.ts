import { isDay } from "../../../platform/day.ts";

/** From this age on the law leaves the choice of a task to the person. */
export const grownAge = 18;

/** What nobody below 18 does, whoever agrees: the law on volunteering (42-VI), Art. 12, point 2-1. */
export const barredTags = ["victims", "refugees", "emergency", "convicts", "heavy_work"] as const;
export type BarredTag = (typeof barredTags)[number];

/** What a task asks agreement for beside taking part: each of these tags is the purpose of the same name. */
export const askingTags = ["travel", "overnight"] as const;
/** Every agreement that some task needs, taking part first. */
export const needable = ["data", ...askingTags] as const;
export type Needed = (typeof needable)[number];

export const tags = [...barredTags, ...askingTags] as const;
export type Tag = (typeof tags)[number];

/** By which way somebody comes to a task. No way and no post is a way around. */
export const paths = ["sign_up", "assignment", "promotion", "import", "sync", "check_in"] as const;
export type Path = (typeof paths)[number];

/** A task as far as it is judged; tags are texts, for they come from forms, files and phones. */
export type Task = {
  tags: readonly string[];
  /** The first day on which it is done, in its hub's calendar: `2026-11-22`. */
  first_day: string;
  /** From which age it is offered; null where its hub's own age is enough. */
  lowest_age: number | null;
};

/** Somebody who would take a task. */
export type Candidate = {
  /** Full years on the day that counts; not a number where a day or birth date is unknown. */
  age: number;
  /** What they are in the hub of the task. */
  status: string | undefined;
  /** To what there is agreement that stands now. */
  agreed: readonly Needed[];
};

export type Refusal =
  | { may: false; reason: "unclear" | "not_here" | "too_young" }
  | { may: false; reason: "barred"; tag: BarredTag }
  | { may: false; reason: "no_consent"; purpose: Needed };
export type Verdict = { may: true } | Refusal;

type Check = (task: Task, candidate: Candidate) => Refusal | null;

/**
 * Every reason for a no, the first one told. Ages are compared so that what is not a number never passes. Those who wait
 * for consent are refused in the words for people who are not here: a refusal is read by people who may not know it.
 */
export const checks = {
  unclear: (task) => (isClear(task) ? null : { may: false, reason: "unclear" }),
  not_here: (_task, { status }) =>
    status === "registered" || status === "volunteer" ? null : { may: false, reason: "not_here" },
  barred: (task, { age }) => {
    const tag = barredIn(task);
    return !tag || age >= grownAge ? null : { may: false, reason: "barred", tag };
  },
  too_young: (task, { age }) => (age >= (task.lowest_age ?? 0) ? null : { may: false, reason: "too_young" }),
  no_consent: (task, { agreed }) => {
    const purpose = neededFor(task).find((each) => !agreed.includes(each));
    return purpose ? { may: false, reason: "no_consent", purpose } : null;
  },
} satisfies Record<string, Check>;

/** Decides by a list of checks: only when none of them has anything to say may it be. */
export const decideBy =
  (list: readonly Check[]) =>
  (task: Task, candidate: Candidate): Verdict =>
    list.map((check) => check(task, candidate)).find((refusal) => refusal !== null) ?? { may: true };

/** Whether somebody may take a task: every check, in the order in which refusals are told. */
export const verdictFor = decideBy(Object.values(checks));

export type Publishing = { may: true } | { may: false; reason: "unclear" | "only_for_adults" };

/** Whether a task may be published as it is: what is barred for minors is offered from 18 on and to nobody younger. */
export function mayPublish(task: Task): Publishing {
  if (!isClear(task)) return { may: false, reason: "unclear" };
  if (!barredIn(task) || (task.lowest_age ?? 0) >= grownAge) return { may: true };
  return { may: false, reason: "only_for_adults" };
}

/**
 * The day on which somebody has to be old enough: the first day of the task; for whoever checks in before it, the day
 * they come (decision 0032).
 */
export const dayThatCounts = (path: Path, first_day: string, today: string): string =>
  path === "check_in" && today < first_day ? today : first_day;

const neededFor = (task: Task): Needed[] =>
  needable.filter((each) => each === "data" || task.tags.includes(each));

/** A task that cannot be judged is nobody's: a tag or a day that we do not know might mean anything. */
const isClear = (task: Task): boolean =>
  isDay(task.first_day) && task.tags.every((tag) => tags.some((known) => known === tag));

const barredIn = (task: Task): BarredTag | undefined => barredTags.find((tag) => task.tags.includes(tag));
