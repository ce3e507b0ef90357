import { beforeAll, describe, expect, test } from "vitest";
import { aliveIn, headerFaults, readableOf } from "./alive.ts";
import { bouquet, canary, howMany, readable } from "./canaries.ts";
import { isShownAgain, writtenFields } from "./fields.ts";
import { parsed } from "./html.ts";
import { lettersWith } from "./letters.ts";
import { multipart } from "./multipart.ts";
import { plant } from "./planting.ts";
import { type Walk, type Walker, walkThrough } from "./walk.ts";
import { ways } from "./ways.ts";
import { languages } from "../../src/platform/i18n/language.ts";
import { noticeKinds } from "../../src/platform/notices/notice.ts";
import { mayOpen } from "../doors.ts";
import { pageRoutes } from "../journeys/page-routes.ts";
import { readMail } from "../mail-server.ts";
import { openSampleHub, type Role, roles, type SampleHub } from "../sample-hub.ts";
import { visitor } from "../visitor.ts";

let hub: SampleHub;
let walk: Walk;
beforeAll(async () => {
  hub = await openSampleHub({ LOG_LEVEL: "silent" });
  walk = walkThrough(hub);
  for (const role of roles) if (role !== "nobody") await hub.sessionOf(role);
  await plant(hub.db, walk.idOf);
  const plain = pageRoutes(hub.app).filter((route) => !route.includes(":"));
  for (const role of walkers()) await walk.wander(await enter(role), [...plain, ...known]);
  for (const { role, go } of ways) {
    const walker = await enter(role);
    await walk.wander(walker, await go(hub, walker.browser));
  }
}, 180_000);

/** Pages to which not everybody is shown the way. */
const known = [
  "/hubs/kokshetau",
  "/hubs/kokshetau/edit",
  "/hubs/kokshetau/poster",
  "/hubs/kokshetau/consents",
  "/consent-texts/travel/preview",
  // Papers of the sample: printed, to be looked at, and recorded by the coordinator.
  "/papers/412905305",
  "/papers/412905318",
  "/papers/412905339",
];

/** One for each set of doors that open; a volunteer has the doors of somebody who waits, but other pages behind them. */
function walkers(): Role[] {
  const doorsOf = (role: Role) =>
    hub.app.guarded
      .filter(({ access }) => mayOpen(role, String(access)))
      .map(({ method, url }) => `${method} ${url}`)
      .join();
  return roles.filter(
    (role, at) => roles.findIndex((each) => doorsOf(each) === doorsOf(role)) === at || role === "volunteer",
  );
}

async function enter(role: Walker["role"]): Promise<Walker> {
  const browser = visitor(hub);
  if (role !== "nobody" && role !== "half") browser.cookies.set("session", await hub.sessionOf(role));
  return { browser, role };
}

describe("what is written to be run", () => {
  test("went into every field of the house into which people write", () => {
    const fed = [...walk.fed]
      .filter(([, names]) => names.size > 0)
      .map(([route, names]) => [route, [...names].sort()]);
    const listed = Object.entries(writtenFields).map(([route, names]) => [route, [...names].sort()]);
    expect(Object.fromEntries(fed)).toEqual(Object.fromEntries(listed));
  });

  test("was met on every page, and never as anything but letters", () => {
    expect(pageRoutes(hub.app).filter((route) => !walk.seen.has(route))).toEqual([]);
    expect([...walk.found.alive]).toEqual([]);
    expect([...walk.found.failed]).toEqual([]);
    expect([...walk.found.bare]).toEqual([]);
  });

  test("can be read somewhere, letter by letter, from every field that is shown again", () => {
    const unread = walk.fields.filter((_field, id) => !walk.found.read.has(id));
    expect(unread.filter(isShownAgain)).toEqual([]);
  });

  test.each(["kato", "csv", "geojson"])(
    "stands as it is in the reasons why a file in %s is refused",
    async (format) => {
      const walker = await enter("administrator");
      for (let turn = 0; turn < howMany; turn += 1) {
        const text = canary(0, turn).replace(/[\r\n;,"]/g, "");
        const file = {
          kato: `id;parent_id;code;name\n1;0;110000000;${text}\n`,
          csv: `code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude\n${text},,,,,,,,\n`,
          geojson: JSON.stringify({
            type: "FeatureCollection",
            features: [{ properties: { code: text }, geometry: null }],
          }),
        }[format];
        const sent = multipart([
          ["format", format],
          ["file", { name: "x", content: file ?? "" }],
        ]);
        const answer = await walker.browser.ask({ method: "POST", url: "/en/places/import", ...sent });
        expect(answer.statusCode).toBe(422);
        expect(aliveIn(parsed(answer.body))).toEqual([]);
      }
    },
  );
});

describe("a mail", () => {
  const to = "reader@example.org";
  const allowed =
    "auto-submitted content-type date from message-id mime-version subject to x-auto-response-suppress";

  test("with canaries for names has no line of theirs in its head, and shows them as letters", async () => {
    const letters = (await lettersWith(hub, to, bouquet(0))).map(readMail);
    expect(letters).toHaveLength(noticeKinds.length * languages.length);
    for (const { headers, text, html } of letters) {
      expect(headers.map(([name]) => name).sort()).toEqual(allowed.split(" "));
      expect(headers.find(([name]) => name === "to")?.[1]).toBe(to);
      const page = parsed(html);
      expect(aliveIn(page, { mail: true })).toEqual([]);
      const isCode = /407163/.test(text);
      expect(readableOf(page).some((each) => readable(each).includes(0))).toBe(!isCode);
      expect(readable(text).includes(0)).toBe(!isCode);
    }
  });
});

test("a poster of a hub that is called a canary runs nothing and leads nowhere", async () => {
  for (const language of ["kk", "ru", "en"]) {
    const answer = await hub.visit({ url: `/hubs/kokshetau/poster.pdf?language=${language}` });
    expect([answer.statusCode, headerFaults(answer.headers)]).toEqual([200, []]);
    const pdf = answer.rawPayload.toString("latin1");
    expect(pdf).not.toMatch(/\/(JavaScript|JS|OpenAction|AA|Launch|SubmitForm|EmbeddedFile|URI)\b/);
  }
});
