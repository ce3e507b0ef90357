import type { Kind } from "../rules.ts";

type Named = { kind: Kind; name: string };
type Form = { pattern: RegExp; kind: Kind };

/** The kind and the bare name in a line of the classifier: «с.Алгабас» is a village, «Аккольский район» a district. */
export function readRussianName(text: string): Named {
  return firstOf(russian, text) ?? { kind: lesserKind(text), name: text };
}

/** The same in Kazakh: «Зеренді ауданы», «Көкшетау Қ.Ә.», «Алғабас ауылы». The kind is told by the Russian name. */
export function readKazakhName(text: string): string {
  return firstOf(kazakh, text)?.name ?? text;
}

function firstOf(forms: Form[], text: string): Named | undefined {
  for (const { pattern, kind } of forms) {
    const name = pattern.exec(text)?.groups?.["name"]?.trim();
    if (name && /\p{L}/u.test(name)) return { kind, name };
  }
  return undefined;
}

// In the classifier an abbreviation stands before a name or after it, with a space or without: all four are in use.
const before = (words: string, kind: Kind): Form => ({
  pattern: new RegExp(`^(?:${words})(?<name>.+)$`, "u"),
  kind,
});
const after = (words: string, kind: Kind): Form => ({
  pattern: new RegExp(`^(?<name>.+?)\\s+(?:${words})$`, "u"),
  kind,
});

const either = (words: string, kind: Kind): Form[] => [
  before(`${words}\\.?\\s?`, kind),
  after(`${words}\\.?`, kind),
];

const russian: Form[] = [
  [before("область\\s+", "region"), after("область", "region")],
  [before("[Рр]айон\\s+", "district"), after("район", "district")],
  [after("Г\\.\\s?А\\.?", "city_area")],
  either("с\\.\\s?[оа](?=\\.|$)", "rural_okrug"),
  either("п\\.\\s?а(?=\\.|$)", "town_okrug"),
  either("[гр]\\.\\s?а(?=\\.|$)", "city_okrug"),
  [before("г\\.\\s?", "city"), before("п\\.\\s?", "town")],
  [before("(?:с\\.|аул)\\s?", "village"), after("с\\.", "village")],
  [before("ст\\.\\s?", "station"), after("ст\\.", "station"), before("рзд\\.?\\s?", "siding")],
].flat();

const kazakh: Form[] = [
  after("облысы", "region"),
  after("ауданы", "district"),
  after(
    "(?:ауылдық|кенттік|қалалық) (?:округі|әкімдігі)|[Ққкаа]\\.\\s?[ҚқәӘоә]\\.?|Қ\\.\\s?Ә\\.?",
    "rural_okrug",
  ),
  after("қаласы|қ\\.|кенті|кент|к\\.|ауылы|а\\.|станциясы|ст\\.|разъезі|рзд\\.?", "village"),
  before("(?:қ|к|а|ст|рзд)\\.\\s?", "village"),
];

// Lesser places keep their whole name, because «зимовка» or «ферма» with a number is all the name they have.
const lesser: [RegExp, Kind][] = [
  [/^(уч\.|участок)/iu, "plot"],
  [/(рзд|разъезд)/iu, "siding"],
  [/(^|\s)(ст\.|станция)/iu, "station"],
  [/^(зимовка|отг|отяр|джайлау|за[ий]мка|поселье|стан$|полевой стан|кордон|лагерь)/iu, "camp"],
  [/^(ферма|точка|кр\.|крес\.|кх |кашара|чабанский|дом чабан|жив\.|мтф|птф|отф|бригада|отд)/iu, "farm"],
  [/(кора|ферма|хозяйство|хоз)$/iu, "farm"],
];

const lesserKind = (text: string): Kind => lesser.find(([pattern]) => pattern.test(text))?.[1] ?? "other";
