import { codesAbove, countryCode, type Kind } from "../rules.ts";
import { type Incoming, isCode, readName } from "./incoming.ts";
import { readKazakhName, readRussianName } from "./kato-names.ts";
import { problem, type Problem, type Read } from "./problem.ts";
import { readTable, type Row } from "./table.ts";

export type Places = { places: Incoming[]; mended: number };

const byId = ["id", "parent_id", "code", "name"];
const official = ["te", "kaz_name", "rus_name"];

/** Reads the state classifier: the open-data form (id; parent_id; code; name) or the office's own (te … kaz_name; rus_name). */
export function readKato(text: string): Read<Places> {
  const table = readTable(text, [byId, official]);
  if (!table.ok) return table;
  const parents = parentsOf(table.value);
  const problems: Problem[] = [];
  const places: Incoming[] = [];
  let mended = 0;
  for (const row of table.value) {
    const read = readPlace(row, parents);
    if ("reason" in read) problems.push(read);
    else {
      places.push(read.place);
      mended += Number(read.mended);
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { places, mended } };
}

type ReadPlace = { place: Incoming; mended: boolean } | Problem;

function readPlace({ row, cells }: Row, parents: Parents): ReadPlace {
  const code = codeOf(cells);
  if (!isCode(code) || code === countryCode) return problem(row, "bad_code", code);
  const parent_code = parents(code, cells["parent_id"]);
  if (parent_code === undefined) return problem(row, "unknown_parent", cells["parent_id"]);
  const russian = readName(row, cells["name"] ?? cells["rus_name"] ?? "");
  if ("reason" in russian) return russian;
  const { kind, name } = readRussianName(russian.name);
  const place: Incoming = { row, code, parent_code, kind: kindAt(code, kind), name_ru: name };
  if (!cells["kaz_name"]) return { place, mended: russian.mended };
  const kazakh = readName(row, cells["kaz_name"]);
  if ("reason" in kazakh) return kazakh;
  return {
    place: { ...place, name_kk: readKazakhName(kazakh.name) },
    mended: russian.mended || kazakh.mended,
  };
}

const codeOf = (cells: Row["cells"]): string => cells["code"] ?? cells["te"] ?? "";

/** «район» below a city is a part of that city, not of a region. */
const kindAt = (code: string, kind: Kind): Kind =>
  kind === "district" && !code.endsWith("00000") ? "city_district" : kind;

type Parents = (code: string, parentId: string | undefined) => string | undefined;

/** How a row finds what it lies in: by the parent's number where the file has one, otherwise by its own digits. */
function parentsOf(rows: Row[]): Parents {
  const codes = new Set(rows.map(({ cells }) => codeOf(cells)));
  const byNumber = new Map(rows.map(({ cells }) => [cells["id"], cells["code"]]));
  return (code, parentId) => {
    if (parentId === undefined) return codesAbove(code).find((above) => codes.has(above)) ?? countryCode;
    return parentId === "0" || parentId === "" ? countryCode : byNumber.get(parentId);
  };
}
