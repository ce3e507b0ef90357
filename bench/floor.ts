// The floor: a bare Fastify route that runs the same SQL through pg and answers a ready string of the same length.
import Fastify from "fastify";
import { Pool } from "pg";

export type FloorRoute = {
  path: string;
  length: number;
  statements: { sql: string; parameters: unknown[] }[];
};

const { url, routes } = JSON.parse(process.env["FLOOR"] ?? "") as { url: string; routes: FloorRoute[] };
const pool = new Pool({ connectionString: url, max: 12 });
const app = Fastify();
for (const { path, length, statements } of routes) {
  const ready = "x".repeat(length);
  app.get(path, async (_request, reply) => {
    for (const { sql, parameters } of statements) await pool.query(sql, parameters);
    return reply.type("text/html; charset=utf-8").send(ready);
  });
}
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.({ address });
