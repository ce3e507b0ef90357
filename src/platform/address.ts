import net, { type AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./refusal.ts";

type Place = { host: string; port: number };

/** Refuses a place to listen that is taken or not ours, before anything is started for it. */
export async function assertFree(place: Place): Promise<void> {
  const probe = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(place.port, place.host, resolve);
    });
  } catch (error) {
    throw listenRefusal(error, place);
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** Opens the door; answers the address that people type on this machine. */
export async function listen(app: FastifyInstance, place: Place): Promise<string> {
  try {
    await app.listen(place);
  } catch (error) {
    throw listenRefusal(error, place);
  }
  const { port } = app.server.address() as AddressInfo;
  const host = ["0.0.0.0", "::"].includes(place.host) ? "127.0.0.1" : place.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Closes the door and lets those inside finish, for ten seconds at most. */
export async function drain(app: FastifyInstance, limit = 10_000): Promise<void> {
  const { server } = app;
  // A connection whose last request has just ended would otherwise stay open for the next one.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50);
  const breaking = setTimeout(() => server.closeAllConnections(), limit);
  try {
    await app.close();
  } finally {
    clearInterval(sweeping);
    clearTimeout(breaking);
  }
}

/** The refusal that a failure to listen amounts to; anything unforeseen is given back as it was. */
export function listenRefusal(error: unknown, { host, port }: Place): unknown {
  const { code } = error as { code?: unknown };
  if (code === "EADDRINUSE")
    return new Refusal(
      `Port ${port} on ${host} is taken by another program: stop that one, or choose another port, such as PORT=${port + 1} npm start.`,
    );
  if (code === "EACCES")
    return new Refusal(
      `This user may not listen on port ${port}: choose one above 1023, such as PORT=3000 npm start.`,
    );
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Refusal(
      `This machine has no address ${host} to listen on: set HOST to 127.0.0.1, or to 0.0.0.0 for the whole network.`,
    );
  return error;
}
