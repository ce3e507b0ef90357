// npm run bench: what pages cost; npm run bench -- backup: what backups and restores cost.
await import(process.argv.includes("backup") ? "../bench/backup.ts" : "../bench/run.ts");

export {};
