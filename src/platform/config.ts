import path from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.ts";
import { root } from "./root.ts";

const secrets = new Set(["SECRET", "DATABASE_URL", "SMTP_URL", "SMS_URL"]);
const flag = z.enum(["yes", "no"]).transform((text) => text === "yes");

const Environment = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"])
    .default("development")
    .describe("production turns off sample sign-in and the gallery, and needs SECRET and PUBLIC_ADDRESS"),
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
  OPERATOR: z.string().default("").describe("name of the organisation that answers for the data"),
  SAMPLE: flag
    .default(true)
    .describe("yes: a new database is filled with sample people; never in production"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("warn")
    .describe("how much is logged"),
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
  const production = read.data.NODE_ENV === "production";
  for (const name of ["SECRET", "PUBLIC_ADDRESS"] as const)
    if (production && !read.data[name])
      throw new Refusal(
        `NODE_ENV=production needs the setting ${name}: ${Environment.shape[name].description}.`,
      );
  return shape(read.data);
}

const shape = (read: z.infer<typeof Environment>) => ({
  production: read.NODE_ENV === "production",
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
  operator: read.OPERATOR,
  sample: read.SAMPLE && read.NODE_ENV !== "production",
  log_level: read.LOG_LEVEL,
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
