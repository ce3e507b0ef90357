// The processes under measurement: the real app, built as in production, and whatever it is measured against.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { build } from "vite";
import { root } from "../src/platform/root.ts";

export type App = { child: ChildProcess; address: string; sessions: Record<string, string> };

const children: ChildProcess[] = [];

export async function buildApp(): Promise<void> {
  await build({
    root,
    logLevel: "error",
    build: {
      ssr: "bench/app.ts",
      outDir: "dist/bench",
      emptyOutDir: true,
      rollupOptions: { input: "bench/app.ts" },
    },
  });
}

export async function startApp(url: string): Promise<App> {
  const child = start(path.join(root, "dist/bench/app.js"), {
    DATABASE_URL: url,
    NODE_ENV: "development",
    SECRET: "only for measuring, never for people",
  });
  return { child, ...(await told<Omit<App, "child">>(child)) };
}

export function start(file: string, environment: Record<string, string>): ChildProcess {
  const child = fork(file, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  return child;
}

export async function told<Message>(child: ChildProcess): Promise<Message> {
  const gone = once(child, "exit").then(() => {
    throw new Error("the process under measurement ended");
  });
  const [message] = (await Promise.race([once(child, "message"), gone])) as [Message];
  return message;
}

export function end(): void {
  for (const child of children) child.kill("SIGKILL");
}
