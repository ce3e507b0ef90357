// npm run bench: what pages cost; npm run bench -- backup: what backups and restores cost.
import { argv } from "node:process";

await import(argv.includes("backup") ? "../bench/backup.ts" : "../bench/run.ts");
