import path from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import { createStream, type RotatingFileStream } from "rotating-file-stream";
import type { Settings } from "./config.ts";

export type Log = { logger: FastifyBaseLogger; close: () => Promise<void> };

const serializers = { req: (request: { method: string }) => ({ method: request.method }) };

/** Where answers and failures are written down: on standard output, or in files of ours that are turned over. */
export function openLog({ log_level: level, log_to, var_dir, role, port }: Settings): Log {
  if (log_to === "stdout") return { logger: pino({ level, serializers }), close: async () => {} };
  const file = keepWriting(path.join(var_dir, "logs"), `${role === "all" ? "hub" : role}-${port}.log`);
  return { logger: pino({ level, serializers }, file), close: file.close };
}

/** A log that is opened again after its disk was full: a hub that goes on must not do so in silence. */
function keepWriting(folder: string, name: string) {
  let stream: RotatingFileStream | undefined = open();
  let silent = 0;

  function open(): RotatingFileStream {
    const opened = createStream(name, { path: folder, size: "10M", rotate: 9, mode: 0o600 });
    opened.on("warning", () => {});
    opened.on("error", () => {
      if (stream === opened) stream = undefined;
      silent = performance.now();
    });
    return opened;
  }

  return {
    write: (line: string) => {
      if (!stream && performance.now() - silent > 5_000) stream = open();
      stream?.write(line);
    },
    close: () => new Promise<void>((resolve) => (stream ? stream.end(() => resolve()) : resolve())),
  };
}
