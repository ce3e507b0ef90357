import { once } from "../../../platform/db/once.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { agreeByJoining } from "../../consents/index.ts";
import { getHub } from "../../hubs/index.ts";
import { findAlike, type Registered, registerPerson } from "../../members/index.ts";
import type { NewPerson } from "../../people/index.ts";
import { canMeet } from "../meeting.ts";
import { canRegisterAt } from "../policy.ts";
import { holdTurn } from "../store/turns.ts";

type Registering = {
  hub: string;
  given: NewPerson;
  operation: string;
  /** Staff have looked: whoever is like this is another person. */
  another: boolean;
  /** The words about data that whoever is old enough has read there and agreed to. */
  read?: string | undefined;
};

/** `people` are the ids of those who are like this, as far as whoever asks may meet them. */
export type AtDesk = Registered | { kind: "alike"; people: string[] };

/**
 * Registers the person who stands at a hub's desk. Safe to repeat: the same form gets the first answer. Somebody with
 * the same names and birth date is asked about first, and two desks that register at once do it one after the other.
 */
export const registerAtDesk = (
  { db, settings }: Pick<FeatureParts, "db" | "settings">,
  who: Actor,
  { hub: id, given, operation, another, read }: Registering,
  now: Date,
): Promise<AtDesk> =>
  db.transaction().execute(async (tx) => {
    const hub = found(await getHub(tx, id), (row) => canRegisterAt(who, row));
    return once(tx, { id: operation, person: who.id, act: "desk.register" }, now, async () => {
      await holdTurn(tx, hub.id, given.birth_date);
      const alike = another ? [] : await findAlike(tx, hub.id, given);
      const people = alike.filter((row) => canMeet(who, row)).map((row) => row.person_id);
      if (people.length > 0) return { kind: "alike", people };
      const registered = await registerPerson(tx, who, { hub, given }, now);
      if (registered.kind === "registered")
        await agreeByJoining(tx, settings, { person: registered.person, read, recorded_by: who.id }, now);
      return registered;
    });
  });
