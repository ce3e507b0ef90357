import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readPaper } from "../../../tests/papers.ts";
import { root } from "../root.ts";
import { colours } from "./colours.ts";
import { openPaper } from "./paper.ts";

const at = new Date("2026-11-22T06:00:00Z");
const box = { left: 20, top: 20, width: 100 };

test("a screen reader is told a paper's title, language and order, and passes over what is only beautiful", async () => {
  const paper = openPaper({ title: "Алғыс хат", language: "kk", at });
  paper.decorate((pdf) => pdf.rect(0, 0, 210, 20).fill(colours.wash));
  paper.say("Алғыс хат", box, { as: "H1", size: 30 });
  paper.say("Thank you", { ...box, top: 60 }, { size: 12, lang: "en" });
  paper.show("Хабтың белгісі", (pdf) => pdf.circle(100, 100, 10).fill(colours.sun));
  expect(await readPaper(await paper.end())).toEqual({
    title: "Алғыс хат",
    language: "kk-KZ",
    marked: true,
    pages: 1,
    tags: [
      { role: "H1", words: "Алғыс хат" },
      { role: "P", words: "Thank you", lang: "en-GB" },
      { role: "Figure", words: "", alt: "Хабтың белгісі" },
    ],
  });
});

test("every letter of Kazakh and Russian can be copied out of a paper as it was written", async () => {
  const letters = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё Щщ Ъъ Ыы Ээ № «» – ’";
  const paper = openPaper({ title: "Әріптер", language: "kk", at });
  paper.say(letters, { ...box, width: 180 }, { size: 14 });
  paper.say(letters, { ...box, top: 60, width: 180 }, { size: 14, font: "strong" });
  const { tags } = await readPaper(await paper.end());
  expect(tags.map((tag) => tag.words)).toEqual([letters, letters]);
});

test("words that are too many for their place become smaller until they stand in it", () => {
  const paper = openPaper({ title: "Ұзақ", language: "kk", at });
  const long = "Көкшетау қаласының волонтерлер хабы мен жастар ресурстық орталығы";
  const free = paper.say(long, box, { size: 40 });
  const fitted = paper.say(long, box, { size: 40, fit: 25 });
  expect(free).toBeGreaterThan(25);
  expect(fitted).toBeLessThanOrEqual(25);
});

test("the same paper drawn for the same moment has the same bytes", async () => {
  const draw = () => {
    const paper = openPaper({ title: "Бірдей", language: "ru", at });
    paper.say("Бірдей", box, { size: 20 });
    return paper.end();
  };
  expect((await draw()).equals(await draw())).toBe(true);
});

test("paper is printed in the palette of the pages", () => {
  const theme = readFileSync(path.join(root, "src/ui/theme.css"), "utf8");
  const light = theme.slice(theme.indexOf('name: "dostyq"'), theme.indexOf('name: "dostyq-night"'));
  expect(Object.values(colours).filter((colour) => !light.includes(colour))).toEqual([]);
});
