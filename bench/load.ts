import { readFileSync } from "node:fs";
import autocannon from "autocannon";

export type Load = {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  cpuMs: number;
  bytes: number;
  wrong: number;
};
export type Asked = {
  origin: string;
  path: string;
  pid: number;
  headers?: Record<string, string>;
  fresh?: boolean;
};

const seconds = Number(process.env["BENCH_SECONDS"] ?? 4);

/** Eight visitors ask for one address as fast as they are answered; `fresh` makes every address new to any cache. */
export async function load({ origin, path, pid, headers = {}, fresh }: Asked): Promise<Load> {
  let count = 0;
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    path: `${path}${path.includes("?") ? "&" : "?"}n=${(count += 1)}`,
  });
  const options = {
    url: origin,
    connections: 8,
    // Our server closes a connection after ten thousand requests, and a visitor opens another.
    reconnectRate: 9_000,
    headers,
    requests: [{ path, ...(fresh ? { setupRequest } : {}) }],
  };
  await autocannon({ ...options, duration: 1 });
  const before = cpuOf(pid);
  const result = await autocannon({ ...options, duration: seconds });
  const answers = result["2xx"];
  return {
    requestsPerSecond: answers / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (cpuOf(pid) - before) / Math.max(answers, 1),
    bytes: result.throughput.total / Math.max(answers, 1),
    wrong: result.non2xx + result.errors,
  };
}

/** Milliseconds of processor time a process has used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
