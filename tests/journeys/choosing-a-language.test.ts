import { beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../sample-hub.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { go } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});

const places: { role: Role; path: string }[] = [
  { role: "nobody", path: "/" },
  { role: "nobody", path: "/hubs/kokshetau" },
  { role: "nobody", path: "/places/search?q=%D0%B0%D0%BB%D0%B3%D0%B0%D0%B1%D0%B0%D1%81&near=110000000" },
  { role: "nobody", path: "/sign-in?next=%2Fpeople%3Fq%3DAlgabas" },
  { role: "coordinator", path: "/people?q=Zerenda&age=16-17&sort=-age" },
  { role: "volunteer", path: "/me" },
];

describe.each([
  { how: "with script", script: true },
  { how: "without script", script: false },
])("$how", ({ script }) => {
  test.each(places)("somebody who changes the language at $path stays there", async ({ role, path }) => {
    const page = await house.visitor({ script, role });
    await page.goto(`/kk${path}`);
    for (const [language, name] of [
      ["ru", /^Рус/],
      ["en", /^Eng/],
      ["kk", /^Қаз/],
    ] as const) {
      await go(page, page.getByRole("banner").getByRole("link", { name }));
      expect(page.url()).toBe(`${house.origin}/${language}${path}`);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
    }
  });
});

test("somebody who comes without a language is met in that of their browser, a member in their own", async () => {
  const guest = await house.visitor({ language: "en" });
  await guest.goto("/hubs");
  expect(new URL(guest.url()).pathname).toBe("/en/hubs");
  const member = await house.visitor({ language: "en", role: "volunteer" });
  await member.goto("/me");
  expect(new URL(member.url()).pathname).toBe("/kk/me");
});
