import { rayFoot, steppe, yurt } from "../../ui/hero/shapes.ts";
import { horns } from "../../ui/motif/motif.tsx";
import { colours } from "./colours.ts";
import type { Pdf } from "./paper.ts";

/** The steppe at sunrise, as the home page has it; drawn in its own units from its own corner. */
export function drawSteppe(pdf: Pdf): void {
  const { sun, rays, far, middle, near, ground, yurts, grass } = steppe;
  at(pdf, [sun.x, sun.y], () => {
    pdf.circle(0, 0, sun.r).fill(colours.sun);
    for (const turn of rays) drawHorns(pdf, { turn, foot: rayFoot, colour: colours.sun, width: 2.6 });
  });
  pdf.path(far).fill(colours.horizon).path(middle).fill(colours.meadow);
  for (const [x, y, size] of yurts) at(pdf, [x, y], () => drawYurt(pdf.scale(size)));
  pdf.path(near).fill(colours.straw);
  for (const [x, y, size] of grass)
    at(pdf, [x, y], () => drawHorns(pdf.scale(size), { colour: colours.ornament, width: 3 }));
  pdf.path(ground).fill(colours.paper);
}

/** The mark of Dostyq, as wide and high as `size`, around the point it is drawn at. */
export function drawMark(pdf: Pdf, size: number): void {
  pdf.save().scale(size / 88);
  for (const turn of [0, 90, 180, 270])
    drawHorns(pdf, { turn, foot: [-24, -51], colour: colours.sky, width: 4.5 });
  pdf.circle(0, 0, 5.5).fill(colours.sun).restore();
}

type Horns = { turn?: number; foot?: readonly [number, number]; colour: string; width: number };

function drawHorns(pdf: Pdf, { turn = 0, foot = [0, 0], colour, width }: Horns): void {
  pdf.save().rotate(turn).translate(foot[0], foot[1]);
  pdf.path(horns).lineWidth(width).lineCap("round").stroke(colour).restore();
}

function drawYurt(pdf: Pdf): void {
  pdf.path(yurt.felt).fill(colours.paper).path(yurt.thread).lineWidth(2).stroke(colours.ornament);
  pdf.path(yurt.door).fill(colours.sky);
}

function at(pdf: Pdf, [x, y]: readonly [number, number], draw: () => void): void {
  pdf.save().translate(x, y);
  draw();
  pdf.restore();
}
