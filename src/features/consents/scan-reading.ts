import { isPdf, pdfProblem } from "../../platform/files/pdf.ts";
import { cleanPicture } from "../../platform/files/picture.ts";
import type { SentFile } from "../../platform/files/upload.ts";
import type { ScanProblem } from "./pages/paper-props.ts";
import { largestScan } from "./rules/papers.ts";
import type { Scan } from "./store/scans.ts";

/** A scan as it is kept: pictures written anew without what a camera adds, a PDF as it came where it is pages alone. */
export async function readScan(file: SentFile | undefined): Promise<Scan | ScanProblem> {
  if (!file) return "missing";
  if (file.cut || file.bytes.length > largestScan) return "too_large";
  if (isPdf(file.bytes)) return pdfProblem(file.bytes) ?? { kind: "application/pdf", bytes: file.bytes };
  const picture = await cleanPicture(file.bytes);
  return picture.kind === "picture" ? { kind: "image/jpeg", bytes: picture.bytes } : picture.reason;
}
