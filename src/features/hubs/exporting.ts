import type { ExportedColumn, ExportedList } from "../../platform/export/list.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { formatList } from "../../platform/i18n/format.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import type { Listed } from "./geography.ts";
import { hubName } from "./rules.ts";

/** Every hub as a file for staff: what its page tells everybody, a line each. */
export const fileOfHubs = (who: Actor, hubs: Listed[], now: Date): ExportedList<Listed> => ({
  name: "hubs",
  day: now.toISOString().slice(0, 10),
  columns: [
    text("name", 34, (hub) => hubName(hub, language())),
    text("city_code", 18, (hub) => hub.city.name[language()].text),
    text("area", 28, (hub) => formatList(hub.regions.map((region) => region.text))),
    number("lowest_age"),
    number("highest_age"),
    number("consent_age"),
    { title: () => m["hubs.field.opened_on"](), kind: "day", width: 13, value: (hub) => hub.opened_on },
    text("address", 30, (hub) => hub.address[language()]),
    text("email", 26, (hub) => hub.email),
    text("phone", 16, (hub) => hub.phone),
  ],
  rows: async function* () {
    yield hubs;
  },
  entries: [{ actor: who.id, act: "hubs.export", subject: { kind: "list", id: "hubs" } }],
  filters: {},
});

type Field = "name" | "city_code" | "area" | "address" | "email" | "phone";

const text = (field: Field, width: number, value: (hub: Listed) => string): ExportedColumn<Listed> => ({
  title: () => m[`hubs.field.${field}`](),
  kind: "text",
  width,
  value,
});

const number = (field: "lowest_age" | "highest_age" | "consent_age"): ExportedColumn<Listed> => ({
  title: () => m[`hubs.field.${field}`](),
  kind: "number",
  width: 12,
  value: (hub) => hub[field],
});
