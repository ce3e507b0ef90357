// npm run give-post -- --contact MAIL_OR_PHONE --post administrator [--hub kokshetau | --region 110000000]
// Gives a post to somebody who has joined, such as the first administrator of an empty hub: for a hub, for every hub of
// a region, or, with neither, for the country. With --person ID where several people share the contact.
import { parseArgs } from "node:util";
import type { Command, Commanded } from "../src/features/members/index.ts";
import { type Post, posts } from "../src/platform/http/actor.ts";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { load, withDatabase } from "./house.ts";

const usage = `Say to whom and what: npm run give-post -- --contact MAIL_OR_PHONE --post POST [--hub kokshetau | --region 110000000] [--person ID].
Posts: ${posts.join(", ")}.`;

try {
  const giving = readArguments();
  await withDatabase(async (db) => {
    const { givePostByCommand } = await load<typeof import("../src/features/members/index.ts")>(
      "src/features/members/index.ts",
    );
    console.log(told(await givePostByCommand(db, giving, new Date()), giving));
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

function readArguments(): Command {
  const { contact, post, ...where } = parse();
  if (!contact || !isPost(post)) throw new Refusal(usage);
  return { contact, post, ...where };
}

function parse() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ options: { contact: text, post: text, hub: text, region: text, person: text } })
      .values;
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

function isPost(text: string | undefined): text is Post {
  return posts.some((post) => post === text);
}

function told(given: Commanded, command: Command): string {
  const { post, hub, region } = command;
  const at = hub ?? region;
  const what = `${post.replaceAll("_", " ")}${at ? ` of ${at}` : ""}`;
  if (given.kind === "refused") throw new Refusal(whyNot(given, command));
  if (given.kind === "given") return `${given.name} is now ${what}. They sign in again to begin.`;
  return `${given.name} is ${what} already.`;
}

type Refused = Extract<Commanded, { kind: "refused" }>;

function whyNot(refused: Refused, { contact, post, hub, region }: Command): string {
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
    case "unknown_scope":
      return `There is no region ${region}: --region takes the nine digits of its official code.`;
    case "two_scopes":
      return "A post is for a hub or for a region: give one of --hub and --region.";
    case "wrong_scope":
      return `${post.replaceAll("_", " ")} is not a post ${hub ? "of a hub" : region ? "of a region" : "of the country: add --hub with the last word of the hub's address"}.`;
    case "too_young":
      return "This post is for grown-ups: they are not 18 yet.";
    default:
      return "They cannot hold this post now: they wait for a guardian's consent.";
  }
}
