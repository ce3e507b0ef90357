import { fold } from "../../../platform/i18n/fold.ts";
import { countryCode, isRural, levelOf, type Place } from "../rules.ts";
import type { Incoming } from "./incoming.ts";
import type { Problem, Read } from "./problem.ts";
import { astray, doubled, orphans, parentOf, sharedIso, unknownPlaces } from "./tree.ts";

export type Known = Place & { retired: boolean };

/** What applying a file does to the places known before it. */
export type Changes = {
  added: Place[];
  changed: { before: Place; after: Place }[];
  removed: Place[];
  returned: string[];
  same: number;
};

/** How much a file claims: all of the places of the regions it names, only the ones in it, or only names of known ones. */
export type Claim = "whole" | "some" | "details";

/** Compares a file with what is known; every problem of the tree it would make is found here, before anything is written. */
export function compare(known: Known[], read: Incoming[], claim: Claim): Read<Changes> {
  const before = new Map(known.map((place) => [place.code, place]));
  const rows = claim === "details" || before.has(countryCode) ? read : withCountry(read);
  const strangers = claim === "details" ? unknownPlaces(before, rows) : orphans(before, rows);
  const problems = [...doubled(rows, "code", "doubled_code"), ...strangers];
  if (problems.length > 0) return refused(problems);
  const after = new Map<string, Place>(before);
  for (const row of rows) after.set(row.code, merged(before.get(row.code), row, claim));
  const wrong = [...astray(after, rows), ...sharedIso(after, rows)];
  if (wrong.length > 0) return refused(wrong);
  const placed = [...after.values()].map((place) => settled(after, place));
  return { ok: true, value: sorted(before, placed, rows, claim) };
}

const refused = (problems: Problem[]): Read<never> => ({ ok: false, problems });

/** The root of the tree, which the classifier does not name. */
const withCountry = (read: Incoming[]): Incoming[] =>
  read.some((row) => row.code === countryCode) ? read : [{ row: 0, ...country }, ...read];

const country = {
  code: countryCode,
  parent_code: null,
  kind: "country",
  name_kk: "Қазақстан",
  name_ru: "Казахстан",
  name_en: "Kazakhstan",
  iso: "KZ",
} as const;

const unknown = {
  parent_code: null,
  region_code: null,
  district_code: null,
  kind: "other",
  name_kk: null,
  name_ru: null,
  name_en: null,
  folded: "",
  iso: null,
  latitude: null,
  longitude: null,
} as const;

/** What is known, with what the file tells laid over it; what the file leaves open stays. */
function merged(known: Known | undefined, row: Incoming, claim: Claim): Place {
  const { row: _row, ...columns } = row;
  const told = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  const { retired: _retired, ...before } = known ?? { retired: false };
  const place = { ...unknown, ...before, ...told } as Place;
  // Boundary files carry worn-out Russian names; the register's own, once known, is better.
  if (claim === "details" && known?.name_ru) place.name_ru = known.name_ru;
  return { ...place, level: levelOf(place.code, place.kind), rural: isRural(place.kind) };
}

/** The place with what follows from where it stands: its district, its region, its spelling for search. */
function settled(after: Map<string, Place>, place: Place): Place {
  let region_code: string | null = null;
  let district_code: string | null = null;
  for (let above = parentOf(after, place); above; above = parentOf(after, above)) {
    if (above.level === "district") district_code ??= above.code;
    if (above.level === "region") region_code ??= above.code;
  }
  const names = [place.name_kk, place.name_ru, place.name_en].flatMap((name) => (name ? [fold(name)] : []));
  return { ...place, region_code, district_code, folded: `| ${[...new Set(names)].join("| ")}|` };
}

function sorted(before: Map<string, Known>, placed: Place[], rows: Incoming[], claim: Claim): Changes {
  const named = new Set(rows.map((row) => row.code));
  const regions = new Set(rows.map((row) => row.code.slice(0, 2)));
  const old = placed.flatMap((after) => {
    const known = before.get(after.code);
    return known ? [{ known, after, named: named.has(after.code), changes: differs(known, after) }] : [];
  });
  const missing = (place: Place) => regions.has(place.code.slice(0, 2)) && place.level !== "country";
  return {
    added: placed.filter((place) => !before.has(place.code)),
    changed: old.filter(({ changes }) => changes).map(({ known, after }) => ({ before: known, after })),
    removed: old
      .filter((each) => claim === "whole" && !each.named && !each.known.retired && missing(each.known))
      .map(({ known }) => known),
    returned: old
      .filter((each) => claim !== "details" && each.named && each.known.retired)
      .map(({ known }) => known.code),
    same: old.filter((each) => each.named && !each.changes).length,
  };
}

const columns = [
  ...([
    "parent_code",
    "region_code",
    "district_code",
    "level",
    "kind",
    "name_kk",
    "name_ru",
    "name_en",
  ] as const),
  ...(["folded", "iso", "rural", "latitude", "longitude"] as const),
];
const differs = (a: Place, b: Place): boolean => columns.some((column) => a[column] !== b[column]);
