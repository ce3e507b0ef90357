import { randomUUID } from "node:crypto";
import { addPost } from "../src/features/members/store/posts.ts";
import { postsAsHeld } from "../src/features/members/policy.ts";
import type { NewPerson } from "../src/features/people/index.ts";
import type { Db } from "../src/platform/db/pool.ts";
import type { Actor } from "../src/platform/http/actor.ts";
import { fullSession } from "./factor.ts";
import type { TestHub } from "./hub.ts";
import { someMember, testDay, villages } from "./members.ts";
import { type Visitor, visitor } from "./visitor.ts";

let staff = 0;

/** A grown-up who is the coordinator of a hub, as policies see them. */
export async function someCoordinator(db: Db, hub: string): Promise<Actor> {
  const given_name = ["Айгүл", "Дана", "Марат"][(staff += 1) % 3] ?? "";
  const id = await someMember(db, { hub, given_name, surname: "Сейтова", birth_date: "1990-05-05" });
  await db
    .transaction()
    .execute((tx) =>
      addPost(
        tx,
        { person: id, post: "coordinator", scope: { kind: "hub", hub }, last_day: null, by: null },
        testDay,
      ),
    );
  return {
    id,
    session: randomUUID(),
    given_name,
    language: "kk",
    posts: postsAsHeld([{ post: "coordinator", hub }]),
  };
}

/** The browser in which somebody is signed in. */
export async function signedIn(hub: TestHub, person: string): Promise<Visitor> {
  const token = await fullSession(hub, person);
  const browser = visitor(hub);
  browser.cookies.set("session", token);
  return browser;
}

/** Whoever stands at the desk; what a test is about is given, the rest is plain. */
export const standing = (given: Partial<NewPerson> = {}): NewPerson => ({
  surname: "Қасымова",
  given_name: "Еңлік",
  patronymic: null,
  birth_date: "2008-03-07",
  settlement_code: villages.algabas,
  occupation: "school",
  occupation_place: "№ 3 мектеп",
  speaks: ["kk"],
  wishes: "Ән үйреткім келеді",
  language: "kk",
  contact: null,
  ...given,
});

/** The same as the form of the desk sends it. */
export function deskForm(given: Record<string, string> = {}): Record<string, string> {
  return {
    operation: randomUUID(),
    surname: "Қасымова",
    given_name: "Еңлік",
    patronymic: "",
    birth_date_day: "7",
    birth_date_month: "3",
    birth_date_year: "2008",
    settlement_code: villages.algabas,
    settlement_code_query: "Алғабас",
    occupation: "school",
    occupation_place: "№ 3 мектеп",
    speaks: "kk",
    wishes: "",
    language: "kk",
    contact: "",
    agreed: "yes",
    ...given,
  };
}
