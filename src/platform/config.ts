import path from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.ts";
import { root } from "./root.ts";

const secrets = new Set([
  "SECRET",
  "DATABASE_URL",
  "SMTP_URL",
  "SMS_URL",
  "METRICS_TOKEN",
  "BACKUP_PASSPHRASE",
]);
/** What a process does: everything, only pages, or only background work. */
const roles = ["all", "web", "worker"] as const;
export type Role = (typeof roles)[number];

const flag = z.enum(["yes", "no"]).transform((text) => text === "yes");

const Environment = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"])
    .default("development")
    .describe("production turns off sample sign-in and the gallery, and needs SECRET and PUBLIC_ADDRESS"),
  ROLE: z
    .enum(roles)
    .default("all")
    .describe("web serves pages only, worker does background work only; several may share one DATABASE_URL"),
  HOST: z
    .string()
    .default("127.0.0.1")
    .describe("address to listen on; 0.0.0.0 opens the hub to the network"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe("port to listen on"),
  PUBLIC_ADDRESS: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the address people type, such as https://hub.example.kz; links in messages begin with it"),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe("how many proxies stand in front and are believed about a visitor's address"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
    .optional()
    .describe("a PostgreSQL 17 or newer to use instead of the one Dostyq runs itself in VAR_DIR"),
  VAR_DIR: z.string().default(path.join(root, "var")).describe("folder for the database, files and logs"),
  SECRET: z
    .string()
    .min(32, "must have at least 32 characters")
    .optional()
    .describe("random text that seals codes and cookies; kept in VAR_DIR/secret where not given"),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional()
    .describe("mail server, smtp://user:password@host:587; without it mail stays in the outbox"),
  MAIL_FROM: z.string().default("Dostyq <no-reply@localhost>").describe("sender of mail"),
  SMS_URL: z
    .string()
    .regex(/\{phone\}.*\{text\}|\{text\}.*\{phone\}/, "must hold {phone} and {text}")
    .optional()
    .describe("address of an SMS gateway with {phone} and {text}; without it phone codes are not offered"),
  BACKUP_DIR: z
    .string()
    .optional()
    .describe("folder for nightly backups and those before an upgrade; VAR_DIR/backups where not given"),
  BACKUP_KEEP: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(7)
    .describe("how many nightly backups are kept; 0 makes none, neither at night nor before an upgrade"),
  BACKUP_PASSPHRASE: z
    .string()
    .min(12, "must have at least 12 characters")
    .optional()
    .describe("encrypts every backup and opens it again; keep it apart from the backups"),
  OPERATOR: z.string().default("").describe("name of the organisation that answers for the data"),
  OPERATOR_BIN: z
    .string()
    .regex(/^\d{12}$/, "must be twelve digits")
    .optional()
    .describe("business number (BIN) of that organisation; consents name it"),
  SAMPLE: flag
    .default(true)
    .describe("yes: a new database is filled with sample people; never in production"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("warn")
    .describe("how much is logged"),
  LOG_TO: z
    .enum(["files", "stdout"])
    .default("files")
    .describe(
      "files: VAR_DIR/logs, at most ten of ten megabytes; stdout: whoever runs the process keeps them",
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, "must have at least 16 characters")
    .optional()
    .describe("lets Prometheus read /metrics from another machine with this bearer token"),
  DISK_GUARD: z.coerce
    .number()
    .min(0)
    .max(50)
    .default(10)
    .describe(
      "percent of the disk (but 5 GB at most) that must be free, or nothing new is written; 0 turns it off",
    ),
  REQUEST_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(120)
    .describe("how long a request may take to arrive before it is cut off"),
  FLOOD_CEILING: z.coerce
    .number()
    .int()
    .min(1)
    .default(3000)
    .describe(
      "requests a minute from one address before it is asked to slow down; a whole village may share one",
    ),
});

export type Settings = ReturnType<typeof shape>;

/** The settings of this start; refuses with the name of the first wrong one, what is wrong and how to see them all. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0]);
    const shown = secrets.has(name) ? "" : `=${given[name] ?? ""}`;
    throw new Refusal(
      `The setting ${name}${shown} cannot be used: ${issue?.message}. Correct it; npm start -- --help tells every setting.`,
    );
  }
  refuseWhatLacks(read.data);
  return shape(read.data);
}

/** Refuses settings that need another one which is not given. */
function refuseWhatLacks(read: z.infer<typeof Environment>): void {
  for (const name of ["SECRET", "PUBLIC_ADDRESS"] as const)
    if (read.NODE_ENV === "production" && !read[name])
      throw new Refusal(
        `NODE_ENV=production needs the setting ${name}: ${Environment.shape[name].description}.`,
      );
  if (read.ROLE !== "all" && !read.DATABASE_URL)
    throw new Refusal(
      `ROLE=${read.ROLE} shares a database with other processes: name it with the setting DATABASE_URL.`,
    );
}

const shape = (read: z.infer<typeof Environment>) => ({
  production: read.NODE_ENV === "production",
  role: read.ROLE,
  host: read.HOST,
  port: read.PORT,
  public_address: read.PUBLIC_ADDRESS?.replace(/\/+$/, "") ?? `http://${read.HOST}:${read.PORT}`,
  trusted_proxies: read.TRUSTED_PROXIES,
  database_url: read.DATABASE_URL,
  var_dir: path.resolve(read.VAR_DIR),
  secret: read.SECRET,
  smtp_url: read.SMTP_URL,
  mail_from: read.MAIL_FROM,
  sms_url: read.SMS_URL,
  backup_dir: path.resolve(read.BACKUP_DIR ?? path.join(read.VAR_DIR, "backups")),
  backup_keep: read.BACKUP_KEEP,
  backup_passphrase: read.BACKUP_PASSPHRASE,
  operator: read.OPERATOR,
  operator_bin: read.OPERATOR_BIN ?? "",
  sample: read.SAMPLE && read.NODE_ENV !== "production",
  log_level: read.LOG_LEVEL,
  log_to: read.LOG_TO,
  metrics_token: read.METRICS_TOKEN,
  disk_guard: read.DISK_GUARD,
  request_seconds: read.REQUEST_SECONDS,
  flood_ceiling: read.FLOOD_CEILING,
});

/** Every setting with its default and what it is for, as `--help` prints them. */
export function describeSettings(): string {
  const rows = Object.entries(Environment.shape).map(([name, schema]) => {
    const read = (schema as z.ZodType).safeParse(undefined);
    const value = name === "SAMPLE" ? "yes" : read.success ? String(read.data ?? "") : "";
    return `  ${name.padEnd(16)} ${schema.description}${value ? ` (${value.replace(`${root}/`, "")})` : ""}`;
  });
  return rows.join("\n");
}
