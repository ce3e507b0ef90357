import { randomInt } from "node:crypto";
import sharp from "sharp";
import { sql } from "kysely";
import { paperCodeFrom } from "../src/features/consents/rules/paper-code.ts";
import type { Actor } from "../src/platform/http/actor.ts";
import { fullyIn } from "./factor.ts";
import type { TestHub } from "./hub.ts";
import { holding, someMember, somePost } from "./members.ts";
import type { Visitor } from "./visitor.ts";

/** Somebody who handles the consents of a hub, in a browser of theirs. */
export type Handler = { id: string; who: Actor; browser: Visitor };

/** A grown-up who handles a hub's consents by a post of that hub. */
export async function someHandler(
  hub: TestHub,
  here: string,
  post: "coordinator" | "safeguarding_focal_point" = "coordinator",
  surname = "Сейтова",
): Promise<Handler> {
  const id = await someMember(hub.db, { hub: here, surname, given_name: "Дана", birth_date: "1990-05-05" });
  await somePost(hub.db, { person: id, post, hub: here });
  return { id, who: { ...holding([post, here]), id }, browser: await fullyIn(hub, id) };
}

/** A photo of a sheet as a phone takes it: lying on its side, with the place and the device in it. */
export const photoOfSheet = (width = 600, height = 400): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#ffffff" } })
    .withExif({
      IFD0: { Make: "canary phone", Orientation: "6" },
      IFD3: { GPSLatitude: "53/1 17/1 0/1", GPSLatitudeRef: "N" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

type File = { name: string; type: string; bytes: Buffer };

/** A form with a file of `scan` as a browser sends it; without one the field is sent empty. */
export function formWithScan(fields: Record<string, string>, file?: File) {
  const boundary = "----paper";
  const head = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const { name, type, bytes } = file ?? {
    name: "",
    type: "application/octet-stream",
    bytes: Buffer.alloc(0),
  };
  const disposition = `content-disposition: form-data; name="scan"; filename="${name}"`;
  const payload = Buffer.concat([
    Buffer.from(`${head.join("")}--${boundary}\r\n${disposition}\r\ncontent-type: ${type}\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { payload, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}

export const photo = async (): Promise<File> => ({
  name: "IMG_1.jpg",
  type: "image/jpeg",
  bytes: await photoOfSheet(),
});

/** Prints papers for people of a hub; answers their codes in the order of the people. */
export async function printFor(
  hub: TestHub,
  { browser }: Handler,
  people: string[],
  purposes = ["data", "photo"],
  slug = "kokshetau",
): Promise<string[]> {
  const form = new URLSearchParams({ language: "kk" });
  for (const person of people) form.append("person", person);
  for (const purpose of purposes) form.append("purpose", purpose);
  const answer = await browser.ask({
    method: "POST",
    url: `/kk/hubs/${slug}/papers/print`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: form.toString(),
  });
  if (answer.statusCode !== 200) throw new Error(`not printed: ${answer.statusCode}`);
  const codes = await Promise.all(people.map((person) => codeOf(hub, person)));
  return codes;
}

/** Lays in a paper that asks a guardian about data, printed by nobody; answers its code. */
export async function somePaper(
  { db, now }: TestHub,
  { person, hub }: { person: string; hub: string },
): Promise<string> {
  const code = paperCodeFrom(randomInt(10 ** 8));
  const told = { code, person_id: person, hub_id: hub, language: "kk", operator: "", operator_bin: "" };
  const times = { printed_at: now(), state: "printed", state_at: now() };
  const { id: paper_id } = await db
    .insertInto("consents.paper")
    .values({ ...told, ...times })
    .returning("id")
    .executeTakeFirstOrThrow();
  const text = await db
    .selectFrom("consents.text")
    .select("id")
    .where("purpose", "=", "data")
    .executeTakeFirstOrThrow();
  const line = { paper_id, purpose: "data", given_by: "guardian", text_id: text.id };
  await db.insertInto("consents.paper_line").values(line).execute();
  return code;
}

/** The code of the newest paper of a person. */
export async function codeOf(hub: TestHub, person: string): Promise<string> {
  const row = await hub.db
    .selectFrom("consents.paper")
    .select("code")
    .where("person_id", "=", person)
    .orderBy(sql`printed_at desc, id`)
    .executeTakeFirstOrThrow();
  return row.code;
}

/** What stands on a sheet that came back, as the form of its page sends it; the day is that of the tests' clock. */
export const onSheet = (given: Record<string, string> = {}): Record<string, string> => ({
  guardian_data: "agreed",
  guardian_photo: "refused",
  person_photo: "agreed",
  name: "Сейітова Гүлнар",
  relation: "mother",
  signed_on_day: "22",
  signed_on_month: "11",
  signed_on_year: "2026",
  ...given,
});

/** Records a sheet with its photo; answers where it leads, or the status where it is refused. */
export async function record(
  { browser }: Handler,
  code: string,
  fields = onSheet(),
  file?: File | null,
): Promise<string | number> {
  const sent = formWithScan(fields, file === null ? undefined : (file ?? (await photo())));
  const answer = await browser.ask({ method: "POST", url: `/kk/papers/${code}/record`, ...sent });
  return answer.headers.location ?? answer.statusCode;
}

/** Sends one of the second look's forms as the page shows it. */
export async function check(
  { browser }: Handler,
  code: string,
  form: Record<string, string> = {},
  act: "confirmation" | "return" = "confirmation",
): Promise<string | number> {
  const page = await browser.get(`/kk/papers/${code}`);
  const version = / name="version" value="(\d+)"/.exec(page.body)?.[1] ?? "0";
  const answer = await browser.post(`/kk/papers/${code}/${act}`, { version, ...form });
  return answer.headers.location ?? answer.statusCode;
}
