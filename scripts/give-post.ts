// npm run give-post -- --contact MAIL_OR_PHONE --post coordinator|national_coordinator|administrator [--hub kokshetau]
// Gives a post to somebody who has joined, such as the first administrator of an empty hub. With --person ID where
// several people share the contact.
import { parseArgs } from "node:util";
import type { Given, Giving } from "../src/features/members/actions.ts";
import { type Post, posts } from "../src/platform/http/actor.ts";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { load, withDatabase } from "./house.ts";

const usage =
  "Say to whom and what: npm run give-post -- --contact MAIL_OR_PHONE --post coordinator|national_coordinator|administrator [--hub kokshetau] [--person ID].";

try {
  const giving = readArguments();
  await withDatabase(async (db) => {
    const { givePost } = await load<typeof import("../src/features/members/index.ts")>(
      "src/features/members/index.ts",
    );
    console.log(told(await givePost(db, giving, new Date()), giving));
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

function readArguments(): Giving {
  const { contact, post, hub, person } = parse();
  if (!contact || !isPost(post)) throw new Refusal(usage);
  return { contact, post, hub, person };
}

function parse() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ options: { contact: text, post: text, hub: text, person: text } }).values;
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

function isPost(text: string | undefined): text is Post {
  return posts.some((post) => post === text);
}

function told(given: Given, { contact, post, hub }: Giving): string {
  const what = `${post.replace("_", " ")}${hub ? ` of ${hub}` : ""}`;
  if (given.kind === "refused") throw new Refusal(whyNot(given, { contact, hub }));
  if (given.kind === "given") return `${given.name} is now ${what}. They sign in again to begin.`;
  return `${given.name} is ${what} already.`;
}

type Refused = Extract<Given, { kind: "refused" }>;

function whyNot(refused: Refused, { contact, hub }: Pick<Giving, "contact" | "hub">): string {
  switch (refused.reason) {
    case "several_people": {
      const names = refused.people.map(({ id, name }) => `  --person ${id}  ${name}`);
      return [`Several people share ${contact}; say which one:`, ...names].join("\n");
    }
    case "not_a_contact":
      return `${contact} is neither an e-mail address nor a mobile number.`;
    case "unknown_contact":
      return `Nobody is known by ${contact}: they join a hub first, at /join, and confirm this contact.`;
    case "unknown_hub":
      return `There is no hub at /hubs/${hub}.`;
    case "hub_or_not":
      return "A coordinator needs --hub with the last word of the hub's address; the other posts take none.";
  }
}
