import { setImmediate } from "node:timers/promises";
import type { Readable } from "node:stream";
import { formatDate } from "../../../platform/i18n/format.ts";
import { type Language, speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { openPaper, type Paper } from "../../../platform/pdf/paper.ts";
import { hubName } from "../../hubs/index.ts";
import type { Printed } from "../actions/paper-printing.ts";
import { spokenCode } from "../rules/paper-code.ts";
import { inside, page, takePen } from "./pen.ts";
import { drawSheet } from "./sheet.ts";

type About = { printed: Printed; language: Language; public_address: string; at: Date };

/** The papers of a print as one PDF that comes while it is drawn; of more than one, a list of them stands in front. */
export function printSheets({ printed, language, public_address, at }: About): Readable {
  const { hub, sheets } = printed;
  const title = speak(language, () => m["consents.sheet.title"]());
  const paper = openPaper({ title, language, at });
  const several = sheets.length > 1 || printed.unasked.length > 0;
  const draw = async () => {
    if (several) speak(language, () => drawCover(paper, printed, language, at));
    for (const [index, sheet] of sheets.entries()) {
      // Others are answered between two papers: laying out letters keeps the whole process busy.
      await setImmediate();
      if (several || index > 0) paper.turn();
      const address = `${public_address}/papers/${sheet.code}`;
      speak(language, () => drawSheet(paper, { sheet, hub: hubName(hub, language), address }));
    }
    paper.close();
  };
  draw().catch((error: Error) => paper.stream.destroy(error));
  return paper.stream;
}

const box = 4.5;

/** Whose papers follow, to tick off what came back. */
function drawCover(paper: Paper, { hub, sheets, unasked }: Printed, language: Language, at: Date): void {
  const pen = takePen(paper, () => page.margin);
  const name = hubName(hub, language);
  pen.say(m["consents.sheet.cover"](), { as: "H1", font: "strong", size: 18 });
  pen.skip(2);
  const date = formatDate(at, { zone: hub.time_zone });
  pen.say(m["consents.sheet.cover_lead"]({ hub: name, date, count: sheets.length }), { size: 11 });
  pen.skip(5);
  for (const [index, { code, person }] of sheets.entries()) {
    pen.need(8);
    const top = pen.top + 0.3;
    paper.decorate((pdf) => pdf.rect(page.margin, top, box, box).lineWidth(0.4).stroke());
    const line = `${index + 1}. ${person.surname} ${person.given_name} – ${spokenCode(code)}`;
    pen.say(line, { size: 11 }, { left: page.margin + box + 3, width: inside - box - 3 });
    pen.skip(2);
  }
  if (unasked.length === 0) return;
  pen.need(14);
  pen.skip(4);
  pen.say(m["consents.sheet.unasked"]({ names: unasked.join(", ") }), { size: 10 });
}
