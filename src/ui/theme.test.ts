import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const theme = readFileSync(path.join(import.meta.dirname, "theme.css"), "utf8");

/** Colours of one palette block by their names without the leading `color-`. */
function palette(name: string): Record<string, string> {
  const block = theme.split(`name: "${name}";`)[1]?.split("\n}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--(?:color-)?([\w-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1], found[2]]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["page", "base-100", "base-200"];
const read = [
  ...["base-content", "soft", "primary", "error"].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...["primary", "accent", "success", "error", "warning"].map((ground) => [`${ground}-content`, ground]),
  ...["wash", "success-wash", "error-wash", "warning-wash"].map((ground) => ["base-content", ground]),
  ...["primary", "soft"].map((text) => [text, "wash"]),
  ["success", "success-wash"],
  ["error", "error-wash"],
  ["warning", "warning-wash"],
  ["warning", "page"],
  // Words of the hero may reach the hills when letters are large, map labels lie on the land.
  ["primary", "horizon"],
  ["base-content", "horizon"],
  ["primary", "straw"],
  ["base-content", "straw"],
] as [string, string][];
const seen = ["field", "primary"].flatMap((edge) => grounds.map((ground) => [edge, ground])) as [
  string,
  string,
][];

describe.each(["dostyq", "dostyq-night"])("the palette %s", (name) => {
  const colours = palette(name);
  const between = ([one, other]: [string, string]) => contrast(colours[one] ?? "", colours[other] ?? "");

  test.each(read)("%s can be read on %s", (...pair) => {
    expect(between(pair)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(seen)("%s can be seen on %s", (...pair) => {
    expect(between(pair)).toBeGreaterThanOrEqual(3);
  });
});
