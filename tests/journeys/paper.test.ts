import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleHubId } from "../../src/features/hubs/index.ts";
import { m } from "../../src/platform/i18n/words.ts";
import { someMember } from "../members.ts";
import { codeOf, photoOfSheet } from "../paper-consents.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { go, said } from "./hands.ts";
import { enter, nameOfFocused, tabTo, tabToButton } from "./keys.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);
const papers = "/kk/hubs/kokshetau/papers";

const waiting = (given_name: string) =>
  someMember(house.db, {
    hub: sampleHubId("kokshetau"),
    given_name,
    birth_date: "2011-03-07",
    settlement_code: "113657200",
    status: "waiting_for_consent",
  });

const statusOf = async (person_id: string) =>
  (
    await house.db
      .selectFrom("members.membership")
      .select("status")
      .where("person_id", "=", person_id)
      .executeTakeFirstOrThrow()
  ).status;

/** Chooses people for papers about these purposes and has them printed; the PDF itself is read elsewhere. */
async function print(page: Page, people: string[], purposes: string[]): Promise<void> {
  await page.goto(`${papers}/print`);
  for (const person of people) await page.check(`input[name=person][value="${person}"]`);
  for (const box of await page.locator("input[name=purpose]").all())
    await box.setChecked(purposes.includes((await box.getAttribute("value")) ?? ""));
  await page.check("input[name=language][value=kk]");
  const form = await page
    .locator('form[action$="/papers/print"]')
    .evaluate((each) => new URLSearchParams(new FormData(each as HTMLFormElement) as never).toString());
  const answer = await page.context().request.post(`${papers}/print`, {
    data: form,
    headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
  });
  expect(answer.headers()["content-type"]).toBe("application/pdf");
}

describe.each([
  { how: "with script", script: true },
  { how: "without script", script: false },
])("on paper, $how", ({ script }) => {
  test("two members of staff take in a consent: one records it with a photo, the other compares and confirms", async () => {
    const child = await waiting("Қарлығаш");
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    await print(page, [child], ["data"]);
    const code = await codeOf(house, child);
    await page.goto(papers);
    await page.fill("#code", code);
    await go(page, page.locator('form[action$="/papers"] button'));
    await page.check("input[name=guardian_data][value=agreed]");
    await page.fill("#name", "Қалиева Гүлнар");
    await page.check("input[name=relation][value=mother]");
    await page.fill("#signed_on", "22");
    await page.selectOption("#signed_on_month", "11");
    await page.fill("#signed_on_year", "2026");
    const file = { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photoOfSheet() };
    await page.setInputFiles("#scan", file);
    await go(page, page.locator('form[action$="/record"] .btn'));
    expect(await page.textContent("main .notice-good")).toContain(kk(m["consents.papers.done.recorded"]));
    expect(await statusOf(child)).toBe("waiting_for_consent");
    await page.goto(`/kk/papers/${code}`);
    expect(await page.locator('form[action$="/confirmation"]').count()).toBe(0);

    const colleague = await house.visitor({ script, role: "safeguarding_focal_point", width: 360 });
    await colleague.goto("/kk/today");
    await go(colleague, colleague.getByRole("link", { name: kk(m["consents.today.papers_open"]) }).first());
    await go(colleague, colleague.locator(`main a[href="/kk/papers/${code}"]`));
    const picture = colleague.locator("main img");
    expect(await picture.evaluate((each) => (each as HTMLImageElement).naturalHeight)).toBe(600);
    await go(colleague, colleague.locator('form[action$="/confirmation"] .btn'));
    expect(await colleague.textContent("main .notice-good")).toContain(
      kk(m["consents.papers.done.confirmed"]),
    );
    expect(await statusOf(child)).toBe("registered");
  });

  test("a class of twelve is taken in by the keyboard alone, the day typed once", async () => {
    const class_ = await Promise.all(
      Array.from({ length: 12 }, (_, at) => waiting(`Бала${"абвгдежзик"[at % 10]}`)),
    );
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    await print(page, class_, ["data", "photo"]);
    await page.goto(papers);
    for (const [index, child] of class_.entries()) {
      await expect.poll(() => nameOfFocused(page)).toBe("code");
      await page.keyboard.type(await codeOf(house, child));
      await enter(page);
      // The first question has the focus: Space says yes, the arrow down says no.
      await expect.poll(() => nameOfFocused(page)).toBe("guardian_data");
      await page.keyboard.press("Space");
      await tabTo(page, "guardian_photo");
      await page.keyboard.press(index % 2 === 0 ? "Space" : "ArrowDown");
      await tabTo(page, "person_photo");
      await page.keyboard.press("Space");
      await tabTo(page, "name");
      await page.keyboard.type("Қалиева Гүлнар");
      await tabTo(page, "relation");
      await page.keyboard.press("Space");
      await tabTo(page, "signed_on_day");
      if (index === 0) {
        await page.keyboard.type("22");
        await tabTo(page, "signed_on_month");
        await page.selectOption("#signed_on_month", "11");
        await tabTo(page, "signed_on_year");
        await page.keyboard.type("2026");
      }
      await enter(page);
      expect(new URL(page.url()).search).toBe("?done=recorded&day=2026-11-22");
    }
    const rows = await house.db
      .selectFrom("consents.paper as paper")
      .innerJoin("consents.paper_line as line", "line.paper_id", "paper.id")
      .select(["line.answer"])
      .where("paper.person_id", "in", class_)
      .where("paper.state", "=", "recorded")
      .where("line.purpose", "=", "photo")
      .where("line.given_by", "=", "guardian")
      .execute();
    expect(rows.map(({ answer }) => answer).sort()).toEqual([
      ...Array.from({ length: 6 }, () => "agreed"),
      ...Array.from({ length: 6 }, () => "refused"),
    ]);
    await page.goto(papers);
    await tabToButton(page, kk(m["consents.papers.open"]));
  });
});
