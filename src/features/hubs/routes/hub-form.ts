import type { FastifyReply } from "fastify";
import type { Db } from "../../../platform/db/pool.ts";
import { listOf, textOf, type Typed } from "../form.ts";
import { chosenCity, findCities, regionChoices } from "../geography.ts";
import type { HubForm } from "../pages/fields.tsx";
import { bounds, farZones, nearZones, type Problems } from "../rules.ts";

type Drawn = { typed: Typed; problems?: Problems; now: Date };

/** Everything a page needs to draw a form about a hub, whatever was typed so far. */
export async function hubForm(
  db: Db,
  reply: FastifyReply,
  { typed, problems = {}, now }: Drawn,
): Promise<HubForm> {
  const language = reply.language();
  const code = textOf(typed, "city_code");
  const query = textOf(typed, "city_code_query");
  const chosen = code ? await chosenCity(db, code, language) : undefined;
  const asked = textOf(typed, "find") === "city_code" || (query !== "" && !chosen);
  const results = asked && query ? await findCities(db, query, language) : undefined;
  return {
    typed,
    problems,
    regions: await regionChoices(db, language, listOf(typed, "area")),
    zones: zoneChoices(now),
    city: results ? { results } : { chosen },
    partnerRows: rowsFor(typed),
  };
}

/** Whether a button was pressed that asks for the same page again: to find a place, or to have room for a partner. */
export const asksAgain = (typed: Typed): boolean =>
  textOf(typed, "find") !== "" || textOf(typed, "more") !== "";

/** As many rows as were filled, and one more where asked; at least one. */
function rowsFor(typed: Typed): number {
  const rows = Object.keys(typed).flatMap((key) => {
    const row = /^partner_(\d{1,2})_(kk|ru|en)$/.exec(key)?.[1];
    return row && (textOf(typed, key) || listOf(typed, "more").length > 0) ? [Number(row)] : [];
  });
  const more = textOf(typed, "more") === "partners" ? 1 : 0;
  return Math.min(bounds.partners, Math.max(1, Math.max(0, ...rows) + more));
}

type Choices = { value: string; text: string }[];
let drawn: { quarter: number; choices: Choices } | undefined;

/**
 * Time zones with what their clocks show beside Greenwich: those of Kazakhstan first. Asking four hundred clocks takes
 * longer than drawing the page, and no clock of the world is put forward but on a quarter of an hour.
 */
function zoneChoices(now: Date): Choices {
  const quarter = Math.floor(now.getTime() / 900_000);
  if (drawn?.quarter === quarter) return drawn.choices;
  const choices = [...nearZones, ...farZones()].map((zone) => ({
    value: zone,
    text: `${zone.replaceAll("_", " ")} (${offsetOf(zone, now)})`,
  }));
  drawn = { quarter, choices };
  return choices;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function offsetOf(zone: string, now: Date): string {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" });
  clocks.set(zone, clock);
  const parts = clock.formatToParts(now);
  return (parts.find((part) => part.type === "timeZoneName")?.value ?? "").replace("GMT", "UTC");
}
