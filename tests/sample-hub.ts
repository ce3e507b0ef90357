import { loadSample, samplePeople } from "../src/sample/load.ts";
import { openHub, type TestHub } from "./hub.ts";

export const roles = [
  "nobody",
  "waiting",
  "volunteer",
  "coordinator",
  "national_coordinator",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

export type SampleHub = TestHub & {
  /** A session of the sample person in this role, signed in as a visitor would be; the same one each time. */
  sessionOf: (role: Exclude<Role, "nobody">) => Promise<string>;
};

/** A real app on the sample hub: 340 people in Kokshetau, the others around it. */
export async function openSampleHub(environment: Record<string, string> = {}): Promise<SampleHub> {
  const hub = await openHub(environment, loadSample);
  const people = await samplePeople(hub.db);
  const sessions = new Map<string, string>();
  const sessionOf: SampleHub["sessionOf"] = async (role) => {
    const kept = sessions.get(role);
    if (kept) return kept;
    const person = people.find((each) => each.role === role);
    if (!person) throw new Error(`the sample has nobody as ${role}`);
    const answer = await hub.visit({
      method: "POST",
      url: "/en/sample/sign-in",
      payload: { person: person.id },
    });
    const session = answer.cookies.find((each) => each.name === "session")?.value;
    if (!session) throw new Error(`${role} could not sign in: ${answer.statusCode}`);
    sessions.set(role, session);
    return session;
  };
  return { ...hub, sessionOf };
}
