import { encode } from "uqr";

/** Light modules around the dark ones, without which phones find nothing. */
const quiet = 4;

/** A QR code of a text as one path on a square of `size` modules, its quiet edge included. */
export function drawQr(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: "M", border: quiet });
  return { size, path: data.map(drawRow).join("") };
}

/** Dark modules side by side become one bar, so that no hair of light is left between them in print. */
function drawRow(row: boolean[], y: number): string {
  const bars = row
    .map((dark) => (dark ? "1" : "0"))
    .join("")
    .matchAll(/1+/g);
  return [...bars].map(({ 0: bar, index }) => `M${index} ${y}h${bar.length}v1h-${bar.length}z`).join("");
}
