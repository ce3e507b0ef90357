import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { jobsOfAll } from "../../src/jobs.ts";
import { mayNow } from "../../src/features/consents/index.ts";
import { answersOf, askGuardian, confirmAsGuardian, lastLetter, newContact, someMinor } from "../consents.ts";
import { fullSession } from "../factor.ts";
import { openHouse, type OpenHouse } from "./browser.ts";

let house: OpenHouse;
let here: string;
beforeAll(async () => {
  house = await openHouse();
  ({ id: here } = await house.db
    .selectFrom("hubs.hub")
    .select("id")
    .where("slug", "=", "kokshetau")
    .executeTakeFirstOrThrow());
});

async function run(name: string): Promise<void> {
  const job = jobsOfAll.find((each) => each.name === name)!;
  await job.run({ db: house.db, jobs: house.jobs, settings: house.settings, now: house.now() }, {});
}

const card = (page: Page, title: string) => page.locator(".card", { hasText: title });
const allowed = "Болады";

describe.each([
  { script: true, surname: "Жасқанатова" },
  { script: false, surname: "Қанатжасова" },
])("a volunteer turns 18 (script: $script)", ({ script, surname }) => {
  test("guardianship ends at the hub's midnight; they are asked, answer, and only then is it allowed again", async () => {
    house.set("2026-11-22T06:00:00Z");
    const young = await someMinor(house, {
      hub: here,
      surname,
      birth_date: "2008-12-10",
      status: "volunteer",
    });
    const mother = newContact("mother");
    const path = await askGuardian(house, young, mother);
    const phone = await confirmAsGuardian(house, path, mother);
    const asked = ["photo", "travel", "overnight"] as const;
    await phone.post(`${path}/answers`, await answersOf(house, ["travel"], asked));
    const may = () => mayNow(house.db, young.id, "travel", house.now());

    const page = await house.visitor({ script });
    const value = await fullSession(house, young.id);
    await page.context().addCookies([{ name: "session", value, url: house.origin, httpOnly: true }]);
    await run("consents.ask_anew");
    expect((await lastLetter(house, young.contact, "consent_ending")).birthday).toBe("10 желтоқсан 2026");
    await page.goto("/kk/me/consents");
    expect(await page.textContent("main")).toContain("10 желтоқсан 2026 күні Сізге 18 жас толады");
    expect(await card(page, "Басқа елді мекенге сапар").textContent()).toContain(allowed);

    house.set("2026-12-09T18:59:50Z"); // ten seconds to midnight in Kokshetau
    await run("consents.end_terms");
    expect(await may()).toBe(true);
    house.set("2026-12-09T19:00:00Z");
    expect(await may()).toBe(false);
    await run("consents.end_terms");
    expect((await lastLetter(house, young.contact, "consent_news")).step).toBe("grown");

    await page.goto("/kk/me");
    expect(await page.textContent("main")).toContain("волонтер");
    await page.click('main a[href="/kk/me/consents"]');
    expect(await page.textContent("main")).toContain("Сізге 18 жас толды");
    expect(await page.locator('main a[href="/kk/me/guardian"]').count()).toBe(0);
    const travel = card(page, "Басқа елді мекенге сапар");
    expect(await travel.textContent()).not.toContain(allowed);
    expect(await may()).toBe(false);
    await travel.locator("form:has(input[name=answer][value=agreed]) button").click();
    await page.waitForURL("**/me/consents?done=saved");
    expect(await card(page, "Басқа елді мекенге сапар").textContent()).toContain(allowed);
    expect(await may()).toBe(true);
  });
});
