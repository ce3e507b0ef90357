import type { FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { halfSignedIn, signedIn } from "../../../platform/http/access.ts";
import type { Setting } from "../actions/factors.ts";
import { factorsOf } from "../actions/own-factors.ts";
import { isSessionFresh } from "../actions/sessions.ts";
import { hasFactor } from "../rules/second-factor.ts";

/** Where factors are set up: on the way in by those who have none, or from one's security page. */
export type Door = {
  access: "half" | "member";
  path: string;
  /** The page one comes from. */
  above: string;
  /** Where one goes when it is set up, unless another page was wanted. */
  done: string;
  who: (request: FastifyRequest) => Setting;
};

export const doors: Door[] = [
  {
    access: "half",
    path: "/sign-in/second",
    above: "/sign-in/second/setup",
    done: "",
    who: (request) => ({ ...halfSignedIn(request), half: true }),
  },
  {
    access: "member",
    path: "/me/security",
    above: "/me/security",
    done: "/me/security?done=factor",
    who: (request) => ({ ...signedIn(request), half: false }),
  },
];

/** Whether the page that sets up a factor is for this session; the action looks again. */
export async function mayAdd({ db, keys }: FeatureParts, who: Setting, now: Date): Promise<boolean> {
  if (!who.half) return isSessionFresh(db, who, now);
  return !hasFactor(await factorsOf(db, keys, who.id));
}
