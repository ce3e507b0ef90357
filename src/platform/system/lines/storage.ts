import { formatNumber } from "../../i18n/format.ts";
import { m } from "../../i18n/words.ts";
import { fullnessOf } from "../disk.ts";
import { sizeOf } from "../said.ts";
import type { StateLine } from "../state.ts";
import { databaseFacts } from "../store.ts";

const percent = (share: number) => formatNumber(share, { style: "percent", maximumFractionDigits: 0 });

/** How large the database is and whether its server has room for more connections. */
export const databaseLine: StateLine = {
  name: "database",
  read: async ({ db }) => {
    const { version, bytes, used, most } = await databaseFacts(db);
    const crowded = used > most * 0.8;
    return {
      name: "database",
      title: m["system.database.title"],
      value: () => sizeOf(bytes),
      says: () => m["system.database.says"]({ version, used, most }),
      standing: crowded ? "care" : "good",
      remedy: crowded ? m["system.database.crowded"] : undefined,
      gauges: [
        { name: "dostyq_database_bytes", help: "Size of the database", value: bytes },
        { name: "dostyq_database_connections", help: "Connections that the server holds", value: used },
      ],
    };
  },
};

const standings = { enough: "good", nearly: "care", full: "bad" } as const;

/** How much room the hub's disk has left, and whether writing is held back. */
export const diskLine: StateLine = {
  name: "disk",
  read: async ({ disk, settings }) => {
    const room = disk.room();
    const fullness = fullnessOf(room, settings.disk_guard);
    const says = settings.database_url ? m["system.disk.files"] : m["system.disk.says"];
    return {
      name: "disk",
      title: m["system.disk.title"],
      value: () => m["system.disk.value"]({ share: percent(room.free / room.total) }),
      says: () => says({ free: sizeOf(room.free), total: sizeOf(room.total) }),
      standing: standings[fullness],
      remedy: fullness === "enough" ? undefined : m[`system.disk.${fullness}`],
      gauges: [
        { name: "dostyq_disk_free_bytes", help: "Free room where the hub writes", value: room.free },
        { name: "dostyq_disk_bytes", help: "All room where the hub writes", value: room.total },
      ],
    };
  },
};
