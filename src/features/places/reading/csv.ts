import { countryCode, levelOf } from "../rules.ts";
import { type Incoming, isCode, isKind, readName } from "./incoming.ts";
import type { Places } from "./kato.ts";
import { problem, type Problem, type Read } from "./problem.ts";
import { readTable, type Row } from "./table.ts";

/** The columns of Dostyq's own table of places. */
export const csvColumns = "code parent_code level kind name_kk name_ru name_en latitude longitude".split(" ");

/** Reads Dostyq's own table: it adds and changes, takes nothing away, and an empty cell leaves what is known. */
export function readCsv(text: string): Read<Places> {
  const table = readTable(text, [csvColumns]);
  if (!table.ok) return table;
  const problems: Problem[] = [];
  const places: Incoming[] = [];
  let mended = 0;
  for (const row of table.value) {
    const read = readRow(row);
    problems.push(...read.problems);
    places.push(read.place);
    mended += Number(read.mended);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { places, mended } };
}

function readRow({ row, cells }: Row): { place: Incoming; problems: Problem[]; mended: boolean } {
  const problems: Problem[] = [];
  const cell = (name: string) => cells[name] ?? "";
  const [code, parent, kind] = [cell("code"), cell("parent_code"), cell("kind")];
  const place: Incoming = { row, code, parent_code: code === countryCode ? null : parent };
  if (!isCode(code)) problems.push(problem(row, "bad_code", code));
  if (code !== countryCode && !isCode(parent)) problems.push(problem(row, "unknown_parent", parent));
  const fits =
    isKind(kind) &&
    (kind === "country") === (code === countryCode) &&
    (cell("level") === "" || cell("level") === levelOf(code, kind));
  if (fits) place.kind = kind;
  else problems.push(problem(row, "unknown_kind", `${cell("level")} ${kind}`.trim()));
  const mended = readNames(place, cells, problems);
  if (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(cell("iso"))) place.iso = cell("iso");
  problems.push(...readCoordinates(place, cell("latitude"), cell("longitude")));
  return { place, problems, mended };
}

function readNames(place: Incoming, cells: Record<string, string>, problems: Problem[]): boolean {
  let mended = false;
  for (const column of ["name_kk", "name_ru", "name_en"] as const) {
    if (!cells[column]) continue;
    const read = readName(place.row, cells[column]);
    if ("reason" in read) problems.push(read);
    else {
      place[column] = read.name;
      mended ||= read.mended;
    }
  }
  const named = place.name_kk ?? place.name_ru ?? place.name_en;
  if (!named && problems.every(({ row }) => row !== place.row)) problems.push(problem(place.row, "no_name"));
  return mended;
}

/** Takes degrees with a point or a comma; both or neither. */
function readCoordinates(place: Incoming, latitude: string, longitude: string): Problem[] {
  if (latitude === "" && longitude === "") return [];
  const [north, east] = [degrees(latitude, 90), degrees(longitude, 180)];
  if (north === undefined || east === undefined)
    return [problem(place.row, "bad_coordinates", `${latitude} ${longitude}`)];
  place.latitude = north;
  place.longitude = east;
  return [];
}

function degrees(text: string, most: number): number | undefined {
  if (!/^-?\d{1,3}([.,]\d{1,12})?$/.test(text)) return undefined;
  const value = Number(text.replace(",", "."));
  return Math.abs(value) <= most ? value : undefined;
}
