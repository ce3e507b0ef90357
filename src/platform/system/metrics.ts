import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Gauge as GaugeMetric, Registry } from "prom-client";
import { type Db, poolOf } from "../db/pool.ts";
import { NotFound } from "../errors.ts";
import type { Meter } from "../http/meter.ts";
import { isNear } from "../http/near.ts";
import { keyedHash } from "../keys.ts";
import { readState, type StateLine, type StateParts } from "./state.ts";

type Metrics = { text: (parts: StateParts, now: Date) => Promise<string>; contentType: string };
type MetricsParts = StateParts & { now: () => Date; lines: StateLine[] };

/** `/metrics`: how this process and its database are, for Prometheus; only from this machine or with the token. */
export function metricsRoute(app: FastifyInstance, parts: MetricsParts): void {
  let metrics: Promise<Metrics> | undefined;
  app.get("/metrics", { config: { access: "anyone", neutral: true } }, async (request, reply) => {
    if (!mayRead(request, parts.settings.metrics_token)) throw new NotFound();
    metrics ??= openMetrics(app.meter, parts.db, parts.lines);
    const { text, contentType } = await metrics;
    return reply.type(contentType).send(await text(parts, parts.now()));
  });
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (isNear(request)) return true;
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!token || !given) return false;
  const hashed = (text: string) => keyedHash(Buffer.from("metrics"), text);
  return timingSafeEqual(hashed(given), hashed(token));
}

/** Begins to count when it is first read, so that a hub that nobody watches pays nothing for it. */
async function openMetrics(meter: Meter, db: Db, lines: StateLine[]): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const registers = [registry];
  const requests = new Histogram({
    name: "dostyq_request_seconds",
    help: "Time from a request to its answer, by route and status",
    labelNames: ["method", "route", "status"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  meter.listener = ({ seconds, ...labels }) => requests.observe(labels, seconds);
  const kept = new Counter({
    name: "dostyq_kept_pages_total",
    help: "Public pages answered from memory, before any route",
    registers,
    collect: () => {
      kept.reset();
      kept.inc(meter.kept());
    },
  });
  const pool = new Gauge({
    name: "dostyq_pool_connections",
    help: "Connections of this process to its database; waiting: requests that wait for one",
    labelNames: ["state"] as const,
    registers,
    collect: () => {
      const { totalCount, idleCount, waitingCount } = poolOf(db);
      pool.set({ state: "busy" }, totalCount - idleCount);
      pool.set({ state: "idle" }, idleCount);
      pool.set({ state: "waiting" }, waitingCount);
    },
  });
  const up = new Gauge({ name: "dostyq_database_up", help: "1 where the database answers", registers });
  const gauge = gaugesIn(registry, (name, help) => new Gauge({ name, help, registers }));
  const text = async (parts: StateParts, now: Date) => {
    const readings = await readState(lines, parts, now);
    up.set(readings.every((each) => "unread" in each) ? 0 : 1);
    for (const reading of readings)
      for (const { name, help, value } of ("unread" in reading ? undefined : reading.gauges) ?? [])
        gauge(name, help).set(value);
    return registry.metrics();
  };
  return { text, contentType: registry.contentType };
}

/** Gauges of lines are made as they appear: a line may tell one only once there is something to tell. */
const gaugesIn =
  (registry: Registry, make: (name: string, help: string) => GaugeMetric) =>
  (name: string, help: string): GaugeMetric =>
    (registry.getSingleMetric(name) as GaugeMetric | undefined) ?? make(name, help);
