import { terms } from "../rules.ts";

export type Recovery = {
  expires_at: Date;
  waits_until: Date | null;
  done_at: Date | null;
  stopped_at: Date | null;
};

/** `asked`: two have to confirm; `waiting`: the day goes by; `ready`: factors go as soon as their person signs in. */
export type RecoveryState = "asked" | "waiting" | "ready" | "over";

/** Where a recovery stands; what was finished, stopped or left lying for too long is over. */
export function recoveryState(recovery: Recovery, now: Date): RecoveryState {
  if (recovery.done_at || recovery.stopped_at || recovery.expires_at <= now) return "over";
  if (!recovery.waits_until) return "asked";
  return recovery.waits_until > now ? "waiting" : "ready";
}

/** Whether so many have confirmed somebody that the waiting day begins. */
export const areEnough = (confirmed: number): boolean => confirmed >= terms.recovery_people;

export const ways = ["met", "called"] as const;
export type HowKnown = (typeof ways)[number];

export const longestReason = 500;

export type VouchProblems = Partial<Record<"how" | "reason", "missing" | "too_long">>;

/** What is missing in somebody's word that they know the person: by which way, and what they go by. */
export function vouchProblems({
  how,
  reason,
}: {
  how?: HowKnown | undefined;
  reason: string;
}): VouchProblems {
  const length = [...reason.trim()].length;
  return {
    ...(how ? {} : { how: "missing" }),
    ...(length === 0 ? { reason: "missing" } : {}),
    ...(length > longestReason ? { reason: "too_long" } : {}),
  };
}
