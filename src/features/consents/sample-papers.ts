import { dayIn } from "../../platform/day.ts";
import type { Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import { cleanPicture, pictureOf } from "../../platform/files/picture.ts";
import { paperCodeFrom } from "./rules/paper-code.ts";
import { addLines, addPaper, addStep, changePaper, setAnswer } from "./store/papers.ts";
import { putScan, type Scan } from "./store/scans.ts";
import { currentTexts, type Text } from "./store/texts.ts";

type SamplePapers = {
  hub: string;
  people: string[];
  /** Those who handle the hub's consents. */
  coordinator: string;
  focal_point: string;
};

/** Lays in papers of a sample hub in each of their states: printed, waiting for the coordinator, and for a scan. */
export async function addSamplePapers(tx: Tx, given: SamplePapers, now: Date): Promise<void> {
  const { coordinator, focal_point } = given;
  const scan = await sampleScan();
  const played = [
    { state: "printed" },
    { state: "recorded", by: focal_point, scan },
    { state: "recorded", by: focal_point, scan },
    { state: "recorded", by: coordinator },
    { state: "recorded", by: coordinator, scan },
  ] as const;
  const texts = (await currentTexts(tx)).filter(({ purpose }) => purpose === "data" || purpose === "photo");
  for (const [index, each] of played.entries()) {
    const person = given.people[index];
    if (person) await addSamplePaper(tx, { ...each, person, index, texts, hub: given.hub, coordinator }, now);
  }
}

type Played = {
  state: "printed" | "recorded";
  by?: string;
  scan?: Scan;
  person: string;
  index: number;
  texts: Text[];
  hub: string;
  coordinator: string;
};

async function addSamplePaper(tx: Tx, played: Played, now: Date): Promise<void> {
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000);
  const code = paperCodeFrom(41_290_530 + played.index);
  const operator = { operator: "", operator_bin: "" };
  const row = { code, person_id: played.person, hub_id: played.hub, language: "kk" as const, ...operator };
  const { id: paper } = found(await addPaper(tx, row, days(5)));
  await addLines(
    tx,
    paper,
    played.texts.map(({ id, purpose }) => ({ purpose, given_by: "guardian", text_id: id })),
  );
  await addStep(tx, { paper, step: "printed", by: played.coordinator }, days(5));
  if (!played.by) return;
  for (const { purpose } of played.texts)
    await setAnswer(tx, paper, {
      purpose,
      given_by: "guardian",
      answer: purpose === "photo" ? "refused" : "agreed",
    });
  const signed_on = dayIn("Asia/Almaty", days(2));
  const signed = { guardian_name: "Қалиева Гүлнар", relation: "mother" as const, signed_on };
  await changePaper(tx, paper, { state: "recorded", ...signed }, days(1));
  await addStep(tx, { paper, step: "recorded", by: played.by }, days(1));
  if (played.scan) await putScan(tx, paper, played.scan, days(1));
}

/** A sheet as it lies on a scanner: lines, boxes, and two ticks. No letters, for machines differ in those they have. */
async function sampleScan(): Promise<Scan> {
  const lines = [70, 84, 98, 112, 150, 164, 178, 192].map((y) => `M20 ${y}h170`).join("");
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="840" height="1188" viewBox="0 0 210 297">
    <rect width="210" height="297" fill="#fff"/><path d="M20 30h110M20 44h90" stroke="#000" stroke-width="3"/>
    <path d="${lines}" stroke="#999"/><path d="M160 20h30v30h-30zM170 26h4v8h8v10h-12z"/>
    <path d="M20 122h7v7h-7zM110 122h7v7h-7zM20 202h7v7h-7zM110 202h7v7h-7zM20 260h70M110 260h80" fill="none" stroke="#000"/>
    <path d="m20 125 3 4 7-10m82 86 3 4 7-10M26 256c8-14 12 4 18-6s10 6 16-2M116 257c10-20 14 6 22-8s16 4 26-4" fill="none" stroke="#1a3f9c" stroke-width="1.4"/></svg>`;
  const picture = await cleanPicture(await pictureOf(drawn));
  if (picture.kind === "refused") throw new Error("the sample's scan cannot be drawn");
  return { kind: "image/jpeg", bytes: picture.bytes };
}
