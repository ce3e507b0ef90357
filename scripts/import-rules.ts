// Who may import whom. Fails on a breach, and when fewer modules were read than exist.
import { globSync } from "node:fs";
import { cruise, type IFlattenedRuleSet, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { root } from "../src/platform/root.ts";

/** The features in the order in which they may know each other (docs/architecture.md). */
export const order = [
  "places",
  "hubs",
  "people",
  "accounts",
  "consents",
  "members",
  "protection",
  "desk",
  "audit",
  "today",
  "welcome",
];

const own = "^src/features/([^/]+)/";
const here = "^src/features/$1/";
const store = "(store|policy)([.]ts$|/)";

const forbidden: NonNullable<IFlattenedRuleSet["forbidden"]> = [
  rule("no-cycle", {}, { circular: true }),
  rule("front-door", { path: own }, { path: own, pathNot: [here, "^src/features/[^/]+/index[.]ts$"] }),
  ...order.map((name, index) =>
    rule(
      `${name}-knows-only-what-comes-before`,
      { path: `^src/features/${name}/`, pathNot: "[.]test[.]tsx?$" },
      { path: `^src/features/(?!(${order.slice(0, index + 1).join("|")})/)` },
    ),
  ),
  rule("store-at-home", { path: own + store }, { path: own, pathNot: here }),
  rule(
    "rules-pure",
    { path: `${own}rules([.]ts$|/)`, pathNot: "[.]test[.]ts$" },
    { pathNot: [`${here}rules([.]ts$|/)`, "^src/platform/day[.]ts$"] },
  ),
  rule("base-blind", { path: "^src/(platform|ui)/" }, { path: "^src/(features|sample)/" }),
  rule("migrations-frozen", { path: "^migrations/" }, { path: "^src/" }),
  rule(
    "sql-only-in-stores",
    { path: own, pathNot: ["(store|policy)([.]ts$|/)", "[.]test[.]tsx?$"] },
    { path: "node_modules/(kysely|pg)/" },
  ),
  rule(
    "store-no-http",
    { path: `${own}(store|actions|policy|jobs)([.]ts$|/)` },
    { path: ["/routes([.]ts$|/)", "/pages/", "node_modules/(fastify|preact)/"] },
  ),
  rule(
    "pages-draw",
    { path: `${own}(pages|islands)/`, pathNot: "[.]test[.]tsx?$" },
    {
      dependencyTypesNot: ["type-only"],
      pathNot: ["^src/ui/", "^src/platform/i18n/", `${here}(pages|islands|rules)`, "node_modules/preact/"],
    },
  ),
];

function rule(name: string, from: object, to: object) {
  return { name, severity: "error" as const, from, to };
}

/** Breaches of the import rules, a line each; empty when there are none. */
export async function checkImports(): Promise<string[]> {
  const folders = ["src", "migrations"];
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      ruleSet: { forbidden },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
    },
    undefined,
    { tsConfig: extractTSConfig("tsconfig.json") },
  );
  const { summary, modules } = output as ICruiseResult;
  const read = new Set(modules.map((module) => module.source));
  const exist = globSync("{src,migrations}/**/*.{ts,tsx}", { cwd: root });
  const missed = exist.filter((file) => !read.has(file));
  return [
    ...summary.violations.map((breach) => `${breach.rule.name}: ${breach.from} imports ${breach.to}`),
    ...(missed.length > 0 ? [`${missed.length} modules were not read, such as ${missed[0]}`] : []),
  ];
}
