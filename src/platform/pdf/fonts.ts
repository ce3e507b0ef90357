import { createRequire } from "node:module";
import path from "node:path";

const folder = path.dirname(
  createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans/package.json"),
);

/** Noto Sans in two weights: it has every letter of Kazakh, Russian and English, and a free licence (OFL). */
export const fonts = {
  text: path.join(folder, "400Regular/NotoSans_400Regular.ttf"),
  strong: path.join(folder, "700Bold/NotoSans_700Bold.ttf"),
} as const;

export type Font = keyof typeof fonts;
