import { formatDate } from "../../../platform/i18n/format.ts";
import { language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { Paper } from "../../../platform/pdf/paper.ts";
import { drawQr } from "../../../ui/qr/modules.ts";
import type { Sheet } from "../actions/paper-printing.ts";
import { relations } from "../rules/asking.ts";
import { spokenCode } from "../rules/paper-code.ts";
import { black, inside, page, type Pen, takePen } from "./pen.ts";

export type AboutSheet = {
  sheet: Sheet;
  hub: string;
  /** Where the code leads those who handle the hub's papers. */
  address: string;
};

const text = { size: 10 } as const;
const small = { size: 8.5 } as const;
const strong = { font: "strong", size: 11 } as const;
const half = inside / 2;
const second = page.margin + half;
const qr = 31;

/** Draws the paper about one young person on the page at hand and as many more as it needs. */
export function drawSheet(paper: Paper, about: AboutSheet): void {
  const { sheet } = about;
  const name = [sheet.person.surname, sheet.person.given_name, sheet.person.patronymic]
    .filter(Boolean)
    .join(" ");
  const pen = takePen(paper, () => {
    const line = m["consents.sheet.further"]({ name, code: spokenCode(sheet.code) });
    const place = { left: page.margin, top: page.margin, width: inside };
    return page.margin + paper.say(line, place, { ...small, colour: black }) + 5;
  });
  drawHead(pen, about, name);
  drawOperator(pen, sheet);
  const asked = (giver: "guardian" | "person") => sheet.lines.filter(({ given_by }) => given_by === giver);
  for (const line of asked("guardian")) drawQuestion(pen, line);
  drawGuardian(pen);
  for (const line of asked("person")) drawOwnAnswer(pen, line, name);
  drawEnd(pen);
}

function drawHead(pen: Pen, { sheet, hub, address }: AboutSheet, name: string): void {
  const { paper } = pen;
  const width = inside - qr - 6;
  const left = page.margin + inside - qr;
  const born = formatDate(sheet.person.birth_date);
  pen.say(hub, small, { width });
  pen.skip(1);
  pen.say(m["consents.sheet.title"](), { as: "H1", font: "strong", size: 18 }, { width });
  pen.skip(2.5);
  pen.say(m["consents.sheet.about"]({ name, born }), strong, { width });
  pen.skip(1.5);
  pen.say(m["consents.sheet.how"](), text, { width });
  const alt = m["consents.sheet.qr"]({ code: spokenCode(sheet.code) });
  const { size, path } = drawQr(address);
  paper.show(alt, (pdf) =>
    pdf
      .translate(left, page.margin)
      .scale(qr / size)
      .path(path)
      .fill(black),
  );
  const code = { left, top: page.margin + qr, width: qr };
  paper.say(spokenCode(sheet.code), code, { ...strong, align: "center", colour: black });
  pen.top = Math.max(pen.top, page.margin + qr + 6) + 3;
}

function drawOperator(pen: Pen, { operator: { operator, operator_bin }, lines }: Sheet): void {
  const named = {
    operator: operator || m["consents.asked.no_operator"](),
    bin: operator_bin || "none",
  };
  const unchecked = lines.some((line) => !line.text.lawyer_checked);
  const words = [
    m["consents.asked.operator"](named),
    m["consents.asked.voluntary"](),
    ...(unchecked ? [m["consents.asked.unchecked"]()] : []),
  ];
  pen.say(words.join(" "), small);
  pen.skip(3);
}

type Line = Sheet["lines"][number];

/** One purpose with all the law wants named beside it, and two boxes; never torn between two pages. */
function drawQuestion(pen: Pen, { text: { words, term_months } }: Line): void {
  const { title, body, ...rest } = words[language()];
  const details = [
    `${m["consents.asked.data"]()} ${rest.data}`,
    `${m["consents.asked.others"]()} ${rest.others}`,
    `${m["consents.asked.abroad"]()} ${rest.abroad}`,
    `${m["consents.asked.publication"]()} ${rest.publication}`,
    `${m["consents.asked.term"]()} ${m["consents.asked.months"]({ months: term_months })}.`,
  ].join(" ");
  const { paper } = pen;
  const high = paper.high(body, inside, text) + paper.high(details, inside, small);
  pen.need(paper.high(title, inside, strong) + high + 14);
  rule(pen);
  pen.say(title, { as: "H2", ...strong });
  pen.say(body, text);
  pen.say(details, small);
  pen.skip(1.5);
  drawYesNo(pen);
}

function drawYesNo(pen: Pen): void {
  pen.tick(m["consents.sheet.yes"](), { width: half });
  pen.tick(m["consents.sheet.no"](), { left: second, width: half });
  pen.skip(8.5);
}

/** A thin line above a part. */
function rule({ paper, top, skip }: Pen): void {
  paper.decorate((pdf) =>
    pdf
      .moveTo(page.margin, top)
      .lineTo(page.margin + inside, top)
      .lineWidth(0.2)
      .stroke(black),
  );
  skip(1.8);
}

function drawGuardian(pen: Pen): void {
  pen.need(62);
  rule(pen);
  pen.say(m["consents.sheet.guardian"](), { as: "H2", ...strong });
  pen.say(m["consents.sheet.guardian_how"](), text);
  pen.blank(m["consents.sheet.name"](), {});
  pen.skip(15);
  const quarter = inside / relations.length;
  for (const [index, relation] of relations.entries())
    pen.tick(m[`consents.relation.${relation}`](), { left: page.margin + index * quarter, width: quarter });
  pen.skip(9);
  drawSigning(pen);
}

function drawSigning(pen: Pen): void {
  pen.blank(m["consents.sheet.day"](), { width: half - 8 });
  pen.blank(m["consents.sheet.signature"](), { left: second, width: half });
  pen.skip(15);
}

/** The young person's own word, where it is needed beside the guardian's. */
function drawOwnAnswer(pen: Pen, { text: { words } }: Line, name: string): void {
  const { title } = words[language()];
  const asked = m["consents.sheet.own_how"]({ title });
  pen.need(38 + pen.paper.high(asked, inside, text));
  rule(pen);
  pen.say(m["consents.sheet.own"]({ name }), { as: "H2", ...strong });
  pen.say(asked, text);
  pen.skip(1.5);
  drawYesNo(pen);
  drawSigning(pen);
}

function drawEnd(pen: Pen): void {
  const words = m["consents.sheet.no_documents"]();
  pen.need(pen.paper.high(words, inside, text) + 3);
  rule(pen);
  pen.say(words, text);
}
