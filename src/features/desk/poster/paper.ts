import { type Language, speak } from "../../../platform/i18n/language.ts";
import { colours } from "../../../platform/pdf/colours.ts";
import { openPaper, type Paper } from "../../../platform/pdf/paper.ts";
import { drawMark, drawSteppe } from "../../../platform/pdf/steppe.ts";
import { m } from "../../../platform/i18n/words.ts";
import { spacePhone } from "../../../ui/phone/space-phone.ts";
import { drawQr } from "../../../ui/qr/modules.ts";
import { callsIn } from "../pages/calls.ts";
import { type AboutPoster, posterWords } from "../pages/poster-page.tsx";

const page = { width: 210, height: 297 };
const margin = 16;
const inside = page.width - 2 * margin;
const sky = { height: 122, scale: 0.22, left: -81, top: 34 };
const column = { left: margin, width: 100 };
const way = { left: 128, top: 129, width: 66 };

/** The poster of a hub as one A4 page, the same as the page that is printed. */
export function posterPaper(about: AboutPoster, language: Language, at: Date): Promise<Buffer> {
  const { words, title, name } = speak(language, () => ({
    words: posterWords(about),
    title: m["desk.poster.title"]({ hub: about.hub.name }),
    name: m["ui.name"](),
  }));
  const paper = openPaper({ title, language, at });
  drawSky(paper);
  paper.say(name, { left: margin + 16, top: 15.5, width: 80 }, { font: "strong", size: 18 });
  sayCalls(paper, language);
  const below = sayHub(paper, about);
  sayDeeds(paper, words, below + 7);
  sayWay(paper, words);
  sayLast(paper, words.last);
  return paper.end();
}

function drawSky(paper: Paper): void {
  paper.decorate((pdf) => {
    pdf.rect(0, 0, page.width, sky.height - 4).fill(colours.wash);
    pdf.rect(0, 0, page.width, sky.height).clip();
    pdf.translate(sky.left, sky.top).scale(sky.scale);
    drawSteppe(pdf);
  });
  paper.decorate((pdf) => drawMark(pdf.translate(margin + 6.5, 20), 13));
}

function sayCalls(paper: Paper, first: Language): void {
  let top = 31;
  for (const { language, words } of callsIn(first)) {
    const own = language === first;
    const manner = own
      ? ({ as: "H1", size: 45, fit: 22, colour: colours.ink } as const)
      : ({ size: 25, fit: 12, colour: colours.sky } as const);
    top += paper.say(
      words,
      { left: margin, top, width: inside },
      { ...manner, font: "strong", lang: language },
    );
  }
}

/** The hub's name and where it is; answers where the next words may begin. */
function sayHub(paper: Paper, { hub, address, phone }: AboutPoster): number {
  let top = 128;
  const lang = (code: string | undefined) => code as Language | undefined;
  const name = { as: "H2", font: "strong", size: 28, fit: 25, lang: lang(hub.lang) } as const;
  top += paper.say(hub.name, { ...column, top }, name) + 1.5;
  if (address.text)
    top += paper.say(address.text, { ...column, top }, { size: 14, fit: 20, lang: lang(address.lang) });
  if (phone) top += paper.say(spacePhone(phone), { ...column, top }, { size: 14 });
  return top;
}

type Words = ReturnType<typeof posterWords>;

function sayDeeds(paper: Paper, { what, deeds, ages, consent }: Words, from: number): void {
  let top = from;
  top += paper.say(what, { ...column, top }, { as: "H2", font: "strong", size: 20, fit: 10 }) + 2;
  for (const deed of deeds) {
    paper.decorate((pdf) => pdf.circle(column.left + 2.4, top + 3.3, 1.9).fill(colours.sun));
    const box = { left: column.left + 7.5, top, width: column.width - 7.5 };
    top += paper.say(deed, box, { size: 14, fit: 20 }) + 1.5;
  }
  top += 2.5;
  top += paper.say(ages, { ...column, top }, { font: "strong", size: 20, colour: colours.sky });
  paper.say(consent, { ...column, top }, { size: 13, fit: 18 });
}

function sayWay(paper: Paper, { scan, qr, typed }: Words): void {
  const { left, width } = way;
  const manner = { font: "strong", align: "center" } as const;
  const code = drawQr(qr.text);
  const top = way.top + paper.say(scan, { left, top: way.top, width }, { ...manner, size: 16, fit: 20 });
  paper.show(qr.title, (pdf) =>
    pdf
      .translate(left, top)
      .scale(width / code.size)
      .path(code.path)
      .fill("#000000"),
  );
  const below = { left: left - 8, top: top + width, width: width + 16 };
  paper.say(typed, below, { ...manner, size: 12.5, fit: 11, colour: colours.sky });
}

function sayLast(paper: Paper, last: string): void {
  const box = { left: margin, top: 267, width: inside, height: 18 };
  paper.decorate((pdf) => pdf.roundedRect(box.left, box.top, box.width, box.height, 3).fill(colours.wash));
  const words = { left: box.left + 6, top: box.top + 5, width: box.width - 12 };
  paper.say(last, words, { font: "strong", size: 16, fit: 8, align: "center" });
}
