// Finds Chromium, or brings it: Debian's where we may install packages, otherwise Playwright's own.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { root } from "../src/platform/root.ts";

const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });

const systemPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The path of a Chromium that runs here; installs one where there is none. */
export async function browserPath(): Promise<string> {
  const given = process.env["BROWSER_PATH"];
  const found = [given, ...systemPaths, chromium.executablePath()].find((each) => each && existsSync(each));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Bringing Chromium from Debian's packages (once) …");
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core");
    return "/usr/bin/chromium";
  }
  console.log("Bringing Chromium by Playwright (once) …");
  run(process.execPath, path.join(root, "node_modules/playwright-core/cli.js"), "install", "chromium");
  return chromium.executablePath();
}
